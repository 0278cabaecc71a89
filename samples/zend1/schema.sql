CREATE TABLE shop_order (id INT PRIMARY KEY, customer_id INT, total INT);
CREATE TABLE order_line (id INT PRIMARY KEY, order_id INT);
CREATE TABLE customer (id INT PRIMARY KEY, first VARCHAR(40), last VARCHAR(40));
CREATE TABLE report_run (id INT PRIMARY KEY, at INT, seen INT);
