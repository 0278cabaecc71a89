-- InnoDB for what hurts most, see ticket 4411. The cart tables stay MyISAM until after Christmas (SB)
ALTER TABLE products ENGINE=InnoDB;
ALTER TABLE bo_tickets ENGINE=InnoDB;
ALTER TABLE bo_tickets ADD COLUMN order_id INT NULL AFTER customer_id;
ALTER TABLE bo_tickets
  ADD CONSTRAINT fk_ticket_customer FOREIGN KEY (customer_id) REFERENCES customers (id),
  ADD CONSTRAINT fk_ticket_order FOREIGN KEY (order_id) REFERENCES orders (id);

DELETE r FROM refunds r LEFT JOIN payments p ON p.id = r.payment_id WHERE p.id IS NULL;
ALTER TABLE refunds ADD CONSTRAINT fk_refund_payment FOREIGN KEY (payment_id) REFERENCES payments (id);

DELETE FROM article_products WHERE product_id NOT IN (SELECT id FROM products);
CREATE INDEX idx_search_log_created ON search_log (created_at);
