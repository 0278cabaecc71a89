<?php

namespace Brico\Review;

use Brico\Kernel\Repository;

class ReviewRepository extends Repository
{
    public function find($id)
    {
        return $this->db->fetchOne('SELECT * FROM reviews WHERE id = ?', array($id));
    }

    public function forProduct($productId, $limit = 20)
    {
        $sql = <<<SQL
SELECT r.id, r.rating, r.title, r.body, r.order_line_id, c.firstname,
       SUM(v.vote = 1) AS useful, SUM(v.vote = -1) AS useless
  FROM reviews r
  JOIN customers c ON c.id = r.customer_id
  LEFT JOIN review_votes v ON v.review_id = r.id
 WHERE r.product_id = :product AND r.status = 'published'
 GROUP BY r.id
 ORDER BY useful DESC, r.id DESC
 LIMIT $limit
SQL;

        return $this->db->fetchAll($sql, array('product' => $productId));
    }

    public function pending()
    {
        return $this->db->fetchAll(
            "SELECT r.*, p.name AS product, COUNT(x.id) AS reports
               FROM reviews r
               JOIN products p ON p.id = r.product_id
               LEFT JOIN review_reports x ON x.review_id = r.id
              WHERE r.status = 'pending' OR x.id IS NOT NULL
              GROUP BY r.id
              ORDER BY reports DESC, r.id",
            array()
        );
    }

    /**
     * The order line that proves that the customer bought the product, or null.
     */
    public function purchaseOf($customerId, $productId)
    {
        $row = $this->db->fetchOne(
            "SELECT l.id
               FROM order_lines l
               JOIN orders o ON o.id = l.order_id
               JOIN offers f ON f.id = l.offer_id
              WHERE o.customer_id = ? AND f.product_id = ? AND o.status IN ('shipped', 'delivered')
              ORDER BY o.created_at DESC LIMIT 1",
            array($customerId, $productId)
        );

        return $row ? (int) $row['id'] : null;
    }

    public function add($productId, $customerId, $rating, $title, $body)
    {
        return $this->db->insert('reviews', array(
            'product_id' => $productId,
            'customer_id' => $customerId,
            'order_line_id' => $this->purchaseOf($customerId, $productId),
            'rating' => max(1, min(5, (int) $rating)),
            'title' => $title,
            'body' => $body,
            'status' => 'pending',
        ));
    }

    public function setStatus($id, $status)
    {
        $this->db->execute('UPDATE reviews SET status = ? WHERE id = ?', array($status, $id));
    }

    public function report($id, $reason)
    {
        $this->db->insert('review_reports', array('review_id' => $id, 'reason' => $reason));
    }
}
