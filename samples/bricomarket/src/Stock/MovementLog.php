<?php

namespace Brico\Stock;

use Brico\Kernel\Database;

class MovementLog
{
    private $db;

    public function __construct(Database $db)
    {
        $this->db = $db;
    }

    public function add($offerId, $warehouseId, $delta, $reason)
    {
        return $this->db->insert('stock_movements', array(
            'offer_id' => $offerId,
            'warehouse_id' => $warehouseId,
            'delta' => $delta,
            'reason' => $reason,
            'created_at' => date('Y-m-d H:i:s'),
        ));
    }

    public function last($offerId, $limit = 50)
    {
        $sql = 'SELECT m.delta, m.reason, m.created_at, w.name AS warehouse';
        $sql .= ' FROM stock_movements m JOIN warehouses w ON w.id = m.warehouse_id';
        $sql .= ' WHERE m.offer_id = ? ORDER BY m.id DESC LIMIT ' . (int) $limit;

        return $this->db->fetchAll($sql, array($offerId));
    }

    /** Does the sum of the movements explain the level? Returns the offers where it does not. */
    public function audit()
    {
        return $this->db->fetchAll(<<<'SQL'
SELECT l.offer_id, l.warehouse_id, l.quantity, COALESCE(SUM(m.delta), 0) AS moved
  FROM stock_levels l
  LEFT JOIN stock_movements m ON m.offer_id = l.offer_id AND m.warehouse_id = l.warehouse_id
 GROUP BY l.id
HAVING moved <> l.quantity
SQL
        , array());
    }
}
