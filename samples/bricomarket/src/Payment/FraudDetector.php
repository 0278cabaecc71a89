<?php

namespace Brico\Payment;

use Brico\Kernel\Database;

class FraudDetector
{
    private $db;
    private $rules = array(
        'newCustomer' => 15,
        'bigOrder' => 20,
        'manyRefusals' => 35,
        'addressOfOthers' => 25,
        'easyToSell' => 15,
        'refundedBefore' => 20,
    );

    public function __construct(Database $db)
    {
        $this->db = $db;
    }

    /** @return int 0 to 100 */
    public function score($orderId)
    {
        $order = $this->db->fetchOne(
            'SELECT o.*, c.created_at AS customer_since, a.street, a.zip
               FROM orders o
               JOIN customers c ON c.id = o.customer_id
               LEFT JOIN addresses a ON a.id = o.address_id
              WHERE o.id = ?',
            array($orderId)
        );
        $score = 0;
        $hits = array();
        foreach ($this->rules as $rule => $weight) {
            if ($this->$rule($order)) {
                $score += $weight;
                $hits[] = $rule;
            }
        }
        $score = min(100, $score);
        $this->db->execute('DELETE FROM fraud_scores WHERE order_id = ?', array($orderId));
        $this->db->insert('fraud_scores', array('order_id' => $orderId, 'score' => $score, 'rules' => implode(',', $hits)));

        return $score;
    }

    private function newCustomer(array $order)
    {
        return strtotime($order['customer_since']) > strtotime($order['created_at']) - 86400;
    }

    private function bigOrder(array $order)
    {
        return $order['total'] > 80000;
    }

    private function manyRefusals(array $order)
    {
        $row = $this->db->fetchOne(
            "SELECT COUNT(*) AS n FROM payments p JOIN orders o ON o.id = p.order_id
              WHERE o.customer_id = ? AND p.status = 'refused' AND p.created_at > NOW() - INTERVAL 2 DAY",
            array($order['customer_id'])
        );

        return $row['n'] >= 3;
    }

    private function addressOfOthers(array $order)
    {
        $row = $this->db->fetchOne(
            'SELECT COUNT(DISTINCT customer_id) AS n FROM addresses WHERE street = ? AND zip = ?',
            array($order['street'], $order['zip'])
        );

        return $row['n'] > 2;
    }

    /** Power tools and robot mowers are sold again the next day. */
    private function easyToSell(array $order)
    {
        $row = $this->db->fetchOne(
            "SELECT COUNT(*) AS n
               FROM order_lines l
               JOIN offers f ON f.id = l.offer_id
               JOIN products p ON p.id = f.product_id
               JOIN categories k ON k.id = p.category_id
              WHERE l.order_id = ? AND k.slug IN ('outillage-electroportatif', 'robots-de-tonte') AND l.quantity > 1",
            array($order['id'])
        );

        return $row['n'] > 0;
    }

    private function refundedBefore(array $order)
    {
        return $this->db->fetchOne(
            'SELECT r.id FROM refunds r JOIN orders o ON o.id = r.order_id LEFT JOIN returns t ON t.order_id = o.id WHERE o.customer_id = ? AND t.id IS NULL LIMIT 1',
            array($order['customer_id'])
        ) !== null;
    }
}
