-- Reversements aux vendeurs, PLR. A passer AVANT la mise en ligne (voir mail du 12/11)
CREATE TABLE IF NOT EXISTS seller_payouts (
  id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  seller_id INT NOT NULL,
  period CHAR(7) NOT NULL,
  amount INT NOT NULL,
  status ENUM('asked','prepared','paid') NOT NULL DEFAULT 'prepared',
  KEY seller_period (seller_id, period)
) ENGINE=InnoDB DEFAULT CHARSET=utf8;

ALTER TABLE order_lines ADD COLUMN seller_id INT NOT NULL AFTER offer_id, ADD KEY seller_id (seller_id);
UPDATE order_lines l JOIN offers o ON o.id = l.offer_id SET l.seller_id = o.seller_id WHERE l.seller_id = 0;

-- commissions des commandes deja livrees
INSERT INTO commissions (seller_id, order_line_id, amount)
SELECT l.seller_id, l.id, ROUND(l.quantity * l.unit_price * s.commission_rate / 100)
  FROM order_lines l
  JOIN sellers s ON s.id = l.seller_id
  JOIN orders o ON o.id = l.order_id
 WHERE o.status = 'delivered';
