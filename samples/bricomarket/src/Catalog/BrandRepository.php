<?php

namespace Brico\Catalog;

use Brico\Kernel\Repository;

class BrandRepository extends Repository
{
    public function find($id)
    {
        return $this->db->fetchOne('SELECT id, name, logo FROM brands WHERE id = ?', [$id]);
    }

    public function findByName($name)
    {
        return $this->db->fetchOne('SELECT id, name, logo FROM brands WHERE LOWER(name) = LOWER(?)', [trim($name)]);
    }

    public function findOrCreate($name)
    {
        $brand = $this->findByName($name);
        if ($brand) {
            return (int) $brand['id'];
        }

        return (int) $this->db->insert('brands', ['name' => trim($name), 'logo' => null]);
    }

    /** Brands with the number of products that at least one seller offers. */
    public function popular($limit = 20)
    {
        return $this->db->fetchAll(
            'SELECT b.id, b.name, b.logo, COUNT(DISTINCT p.id) AS products
               FROM brands b
               JOIN products p ON p.brand_id = b.id
               JOIN offers o ON o.product_id = p.id
              GROUP BY b.id
              ORDER BY products DESC
              LIMIT ' . (int) $limit,
            []
        );
    }

    public function merge($fromId, $intoId)
    {
        $this->db->begin();
        try {
            $this->db->execute('UPDATE products SET brand_id = ? WHERE brand_id = ?', [$intoId, $fromId]);
            $this->db->execute('DELETE FROM brands WHERE id = ?', [$fromId]);
            $this->db->commit();
        } catch (\Exception $e) {
            $this->db->rollback();
            throw $e;
        }
    }
}
