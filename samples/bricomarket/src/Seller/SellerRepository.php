<?php

namespace Brico\Seller;

use Brico\Kernel\Repository;

class SellerRepository extends Repository
{
    public function find($id)
    {
        return $this->db->fetchOne('SELECT * FROM sellers WHERE id = ?', array($id));
    }

    public function active()
    {
        return $this->db->fetchAll("SELECT * FROM sellers WHERE status = 'active' ORDER BY name", array());
    }

    public function findUser($email)
    {
        return $this->db->fetchOne(
            'SELECT u.*, s.name, s.status FROM seller_users u JOIN sellers s ON s.id = u.seller_id WHERE u.email = ?',
            array($email)
        );
    }

    public function findByVatNumber($number)
    {
        return $this->db->fetchOne('SELECT * FROM sellers WHERE vat_number = ?', array(str_replace(' ', '', $number)));
    }

    public function suspend($id, $reason)
    {
        $this->db->execute("UPDATE sellers SET status = 'suspended' WHERE id = ?", array($id));
        $this->db->execute("UPDATE offers SET status = 'disabled' WHERE seller_id = ?", array($id));
        log_event('seller', 'seller ' . $id . ' suspended: ' . $reason);
    }

    public function turnover($id, $from, $to)
    {
        $row = $this->db->fetchOne(
            "SELECT SUM(l.quantity * l.unit_price) AS total
               FROM order_lines l JOIN orders o ON o.id = l.order_id
              WHERE l.seller_id = ? AND o.status NOT IN ('cancelled', 'draft') AND o.created_at BETWEEN ? AND ?",
            array($id, $from, $to)
        );

        return (int) $row['total'];
    }
}
