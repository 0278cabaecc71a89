<?php

namespace Brico\Checkout;

use Brico\Kernel\Repository;

class OrderRepository extends Repository
{
    public function find($id)
    {
        $row = $this->db->fetchOne('SELECT * FROM orders WHERE id = ?', array($id));
        if (!$row) {
            return null;
        }
        $lines = $this->db->fetchAll('SELECT * FROM order_lines WHERE order_id = ? ORDER BY id', array($id));

        return Order::fromRow($row, array_map(array('Brico\Checkout\OrderLine', 'fromRow'), $lines));
    }

    public function forCustomer($customerId, $limit = 20, $offset = 0)
    {
        $rows = $this->db->fetchAll(
            'SELECT o.*, i.number AS invoice, (SELECT COUNT(*) FROM order_lines l WHERE l.order_id = o.id) AS articles
               FROM orders o
               LEFT JOIN invoices i ON i.order_id = o.id
              WHERE o.customer_id = ?
              ORDER BY o.created_at DESC
              LIMIT ' . (int) $offset . ', ' . (int) $limit,
            array($customerId)
        );

        return $rows;
    }

    public function save(Order $order)
    {
        $data = array(
            'customer_id' => $order->customerId,
            'status' => $order->status,
            'total' => $order->total,
            'shipping_total' => $order->shippingTotal,
            'address_id' => $order->addressId,
            'coupon_id' => $order->couponId,
        );
        if ($order->id) {
            $this->db->execute(
                'UPDATE orders SET customer_id = ?, status = ?, total = ?, shipping_total = ?, address_id = ?, coupon_id = ? WHERE id = ?',
                array_merge(array_values($data), array($order->id))
            );
            return $order->id;
        }
        $data['created_at'] = $order->createdAt = $this->now();
        $order->id = $this->db->insert('orders', $data);
        foreach ($order->lines as $line) {
            $line->id = $this->db->insert('order_lines', array(
                'order_id' => $order->id,
                'offer_id' => $line->offerId,
                'seller_id' => $line->sellerId,
                'quantity' => $line->quantity,
                'unit_price' => $line->unitPrice,
                'vat' => $line->vat,
            ));
        }

        return $order->id;
    }

    public function addHistory($orderId, $status, $comment = null)
    {
        $this->db->insert('order_status_history', array(
            'order_id' => $orderId,
            'status' => $status,
            'comment' => $comment,
            'created_at' => $this->now(),
        ));
    }

    public function couponUsed($couponId, $customerId = null)
    {
        $sql = "SELECT id FROM orders WHERE coupon_id = ? AND status != 'cancelled'";
        $params = array($couponId);
        if ($customerId !== null) {
            $sql .= ' AND customer_id = ?';
            $params[] = $customerId;
        }

        return $this->db->fetchOne($sql . ' LIMIT 1', $params) !== null;
    }

    /** New orders that nobody paid. */
    public function unpaidSince(\DateTime $date)
    {
        return $this->db->fetchAll(
            "SELECT o.id FROM orders o
               LEFT JOIN payments p ON p.order_id = o.id AND p.status IN ('captured', 'pending_cheque')
              WHERE o.status = 'new' AND o.created_at < ? AND p.id IS NULL",
            array($date->format('Y-m-d H:i:s'))
        );
    }
}
