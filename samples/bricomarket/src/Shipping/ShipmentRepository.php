<?php

namespace Brico\Shipping;

use Brico\Kernel\Repository;

class ShipmentRepository extends Repository
{
    const WITH_ADDRESS = 'SELECT s.*, k.code AS carrier_code, k.name AS carrier, k.api_url, cu.email, cu.firstname, cu.lastname, a.street, a.zip, a.city, a.country
       FROM shipments s
       JOIN carriers k ON k.id = s.carrier_id
       JOIN orders o ON o.id = s.order_id
       JOIN customers cu ON cu.id = o.customer_id
       LEFT JOIN addresses a ON a.id = o.address_id';

    public function find($id)
    {
        return $this->db->fetchOne(self::WITH_ADDRESS . ' WHERE s.id = ?', array($id));
    }

    public function forOrder($orderId)
    {
        return $this->db->fetchAll(self::WITH_ADDRESS . ' WHERE s.order_id = ? ORDER BY s.id', array($orderId));
    }

    public function inTransit($limit = 500)
    {
        return $this->db->fetchAll(
            self::WITH_ADDRESS . " WHERE s.status IN ('created', 'in_transit') AND s.tracking IS NOT NULL ORDER BY s.id LIMIT " . (int) $limit
        );
    }

    public function add($orderId, $sellerId, $carrierId, $tracking)
    {
        $id = $this->db->insert('shipments', array(
            'order_id' => $orderId,
            'seller_id' => $sellerId,
            'carrier_id' => $carrierId,
            'tracking' => $tracking ?: null,
            'status' => $tracking ? 'in_transit' : 'created',
        ));
        $this->db->execute(
            'INSERT INTO shipment_items (shipment_id, order_line_id, quantity)
             SELECT ?, l.id, l.quantity FROM order_lines l WHERE l.order_id = ? AND l.seller_id = ?',
            array($id, $orderId, $sellerId)
        );

        return $id;
    }

    public function update($id, array $data)
    {
        foreach ($data as $column => $value) {
            $this->db->execute("UPDATE shipments SET $column = ? WHERE id = ?", array($value, $id));
        }
    }

    public function items($id)
    {
        return $this->db->fetchAll(
            'SELECT si.*, p.name, p.sku FROM shipment_items si
               JOIN order_lines l ON l.id = si.order_line_id
               JOIN offers o ON o.id = l.offer_id
               JOIN products p ON p.id = o.product_id
              WHERE si.shipment_id = ?',
            array($id)
        );
    }
}
