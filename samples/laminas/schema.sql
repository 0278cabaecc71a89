CREATE TABLE plant (id INT PRIMARY KEY, name VARCHAR(40));
CREATE TABLE stock (plant_id INT, warehouse_id INT, `left` INT);
CREATE TABLE warehouse (id INT PRIMARY KEY);
