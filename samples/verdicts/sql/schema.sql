CREATE TABLE vat_rates (id INT PRIMARY KEY, code CHAR(2), rate DECIMAL(4,2));
CREATE TABLE countries (id INT PRIMARY KEY, name VARCHAR(60), zone INT);
CREATE TABLE articles (
  id INT PRIMARY KEY,
  title VARCHAR(120),
  price DECIMAL(8,2),
  weight INT,
  vat_id INT,
  FOREIGN KEY (vat_id) REFERENCES vat_rates (id)
);
CREATE TABLE customers (
  id INT PRIMARY KEY,
  name VARCHAR(80),
  email VARCHAR(120),
  country_id INT,
  optin TINYINT,
  last_mailed DATETIME
);
CREATE TABLE orders (id INT PRIMARY KEY, customer_id INT, status VARCHAR(20), total DECIMAL(8,2),
  FOREIGN KEY (customer_id) REFERENCES customers (id));
CREATE TABLE order_lines (id INT PRIMARY KEY, order_id INT, article_id INT, quantity INT, price DECIMAL(8,2),
  FOREIGN KEY (order_id) REFERENCES orders (id), FOREIGN KEY (article_id) REFERENCES articles (id));
CREATE TABLE stock_levels (article_id INT PRIMARY KEY, quantity INT, counted DATETIME);
CREATE TABLE activity (id INT PRIMARY KEY, who VARCHAR(40), what VARCHAR(200), at DATETIME);
CREATE TABLE coupons_2009 (id INT PRIMARY KEY, code VARCHAR(20));
