<?php

namespace Brico\Shipping;

use Brico\Kernel\Database;

class PickupPointFinder
{
    private $db;

    public function __construct(Database $db)
    {
        $this->db = $db;
    }

    /** Same town, then same department. No coordinates: "near" is by number. */
    public function near($zip, $limit = 10)
    {
        $points = cache_get('pickup_' . $zip);
        if ($points === null) {
            $points = $this->db->fetchAll(
                'SELECT p.*, c.code AS carrier FROM pickup_points p JOIN carriers c ON c.id = p.carrier_id
                  WHERE p.zip LIKE ?
                  ORDER BY p.zip = ? DESC, ABS(CAST(p.zip AS SIGNED) - ?) LIMIT 50',
                array(substr($zip, 0, 2) . '%', $zip, (int) $zip)
            );
            cache_set('pickup_' . $zip, $points, 86400);
        }

        return array_slice($points, 0, $limit);
    }

    public function import($carrierId, array $rows)
    {
        $this->db->begin();
        $this->db->execute('DELETE FROM pickup_points WHERE carrier_id = ?', array($carrierId));
        foreach ($rows as $row) {
            $this->db->insert('pickup_points', array(
                'carrier_id' => $carrierId,
                'name' => $row[0],
                'zip' => $row[1],
                'city' => $row[2],
            ));
        }
        $this->db->commit();

        return count($rows);
    }
}
