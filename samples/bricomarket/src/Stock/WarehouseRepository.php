<?php

namespace Brico\Stock;

use Brico\Kernel\Repository;

class WarehouseRepository extends Repository
{
    const CENTRAL = 1;

    public function all()
    {
        return $this->db->fetchAll('SELECT id, name, city FROM warehouses ORDER BY name', []);
    }

    public function find($id)
    {
        return $this->db->fetchOne('SELECT id, name, city FROM warehouses WHERE id = ?', [$id]);
    }

    /**
     * Each seller has a virtual warehouse called "V-<id>"; sellers that we ship for use the central one.
     */
    public function forSeller($sellerId)
    {
        $warehouse = $this->db->fetchOne('SELECT id, name, city FROM warehouses WHERE name = ?', ['V-' . $sellerId]);
        if ($warehouse) {
            return $warehouse;
        }
        $seller = $this->db->fetchOne('SELECT id, status FROM sellers WHERE id = ?', [$sellerId]);
        if ($seller && $seller['status'] === 'fulfilled') {
            return $this->find(self::CENTRAL);
        }
        $id = $this->db->insert('warehouses', ['name' => 'V-' . $sellerId, 'city' => '']);

        return ['id' => $id, 'name' => 'V-' . $sellerId, 'city' => ''];
    }

    public function valueOf($id)
    {
        $row = $this->db->fetchOne(
            'SELECT SUM(sl.quantity * o.price) AS total FROM stock_levels sl JOIN offers o ON o.id = sl.offer_id WHERE sl.warehouse_id = ?',
            [$id]
        );

        return (int) $row['total'];
    }

    public function save($id, $name, $city)
    {
        if ($id) {
            $this->db->execute('UPDATE warehouses SET name = ?, city = ? WHERE id = ?', [$name, $city, $id]);
            return $id;
        }

        return $this->db->insert('warehouses', compact('name', 'city'));
    }
}
