<?php

namespace Brico\Stock;

use Brico\Kernel\Repository;

class ReservationRepository extends Repository
{
    public function find($id)
    {
        return $this->db->fetchOne('SELECT * FROM stock_reservations WHERE id = ?', array($id));
    }

    public function create($offerId, $cartId, $quantity, $expires)
    {
        return $this->db->insert('stock_reservations', array(
            'offer_id' => $offerId,
            'cart_id' => $cartId,
            'order_id' => null,
            'quantity' => $quantity,
            'expires_at' => date('Y-m-d H:i:s', $expires),
        ));
    }

    /** From cart to order: no longer expires. */
    public function attachToOrder($cartId, $orderId)
    {
        $this->db->execute(
            'UPDATE stock_reservations SET order_id = ?, expires_at = NULL WHERE cart_id = ?',
            array($orderId, $cartId)
        );
    }

    public function forCart($cartId)
    {
        return $this->db->fetchAll('SELECT * FROM stock_reservations WHERE cart_id = ? AND order_id IS NULL', array($cartId));
    }

    public function forOrder($orderId)
    {
        return $this->db->fetchAll('SELECT * FROM stock_reservations WHERE order_id = ?', array($orderId));
    }

    public function expired()
    {
        return $this->db->fetchAll(
            'SELECT r.*, c.customer_id
               FROM stock_reservations r
               LEFT JOIN carts c ON c.id = r.cart_id
              WHERE r.expires_at < NOW()',
            array()
        );
    }

    public function delete($id)
    {
        $this->db->execute('DELETE FROM stock_reservations WHERE id = ?', array($id));
    }
}
