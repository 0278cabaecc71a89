<?php

namespace Brico\Cart;

use Brico\Kernel\Repository;

class CartRepository extends Repository
{
    public function find($id)
    {
        return $this->db->fetchOne('SELECT * FROM carts WHERE id = ?', array($id));
    }

    public function findByToken($token)
    {
        return $this->db->fetchOne('SELECT * FROM carts WHERE token = ?', array($token));
    }

    /** Items with what the pricer needs: product, VAT, seller. */
    public function items($cartId)
    {
        $sql = <<<SQL
SELECT ci.offer_id, ci.quantity, ci.unit_price, o.seller_id, o.product_id, p.name, v.rate AS vat_rate
  FROM cart_items ci
  JOIN offers o ON o.id = ci.offer_id
  JOIN products p ON p.id = o.product_id
  LEFT JOIN vat_classes v ON v.id = p.vat_class_id
 WHERE ci.cart_id = ?
SQL;

        return $this->db->fetchAll($sql, array($cartId));
    }

    /** Carts that somebody left: with items, a known customer and no order since. */
    public function abandoned(\DateTime $since, \DateTime $until)
    {
        return $this->db->fetchAll(
            'SELECT c.id, c.customer_id, c.coupon_id, cu.email, cu.firstname, SUM(ci.quantity * ci.unit_price) AS total
               FROM carts c
               JOIN cart_items ci ON ci.cart_id = c.id
               JOIN customers cu ON cu.id = c.customer_id
               LEFT JOIN orders o ON o.customer_id = c.customer_id AND o.created_at > c.updated_at
              WHERE c.updated_at BETWEEN ? AND ? AND o.id IS NULL
              GROUP BY c.id',
            array($since->format('Y-m-d H:i:s'), $until->format('Y-m-d H:i:s'))
        );
    }

    public function setCoupon($cartId, $couponId)
    {
        $this->db->execute('UPDATE carts SET coupon_id = ?, updated_at = ? WHERE id = ?', array($couponId, $this->now(), $cartId));
    }

    public function delete($cartId)
    {
        $this->db->begin();
        $this->db->execute('DELETE FROM cart_items WHERE cart_id = ?', array($cartId));
        $this->db->execute('DELETE FROM carts WHERE id = ?', array($cartId));
        $this->db->commit();
    }
}
