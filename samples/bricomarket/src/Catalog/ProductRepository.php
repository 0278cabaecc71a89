<?php

namespace Brico\Catalog;

use Brico\Kernel\Database;
use Brico\Kernel\EventDispatcher;
use Brico\Kernel\Repository;
use Brico\Search\Indexer;

class ProductRepository extends Repository
{
    /** @var Indexer|null */
    private $indexer;
    /** @var EventDispatcher|null */
    private $events;

    public function __construct(Database $db, Indexer $indexer = null, EventDispatcher $events = null)
    {
        parent::__construct($db);
        $this->indexer = $indexer;
        $this->events = $events;
    }

    /**
     * @return Product
     * @throws ProductNotFound
     */
    public function find($id)
    {
        $row = $this->db->fetchOne('SELECT * FROM products WHERE id = ?', array($id));
        if (!$row) {
            throw ProductNotFound::withId($id);
        }
        $product = Product::fromRow($row);
        $product->setAttributes($this->loadAttributes($id));

        return $product;
    }

    public function findBySku($sku)
    {
        $row = $this->db->fetchOne('SELECT * FROM products WHERE sku = ?', array($sku));

        return $row ? Product::fromRow($row) : null;
    }

    /**
     * Products of a category and of its descendants, cheapest offer first.
     *
     * @return Product[]
     */
    public function findByCategory($categoryId, $limit = 48, $offset = 0)
    {
        $tree = new CategoryTree($this->db);
        $ids = $tree->descendantIds($categoryId);
        $in = implode(',', array_map('intval', $ids));

        $sql = <<<SQL
SELECT p.*, MIN(o.price) AS min_price
  FROM products p
  LEFT JOIN offers o ON o.product_id = p.id AND o.status = 'active'
 WHERE p.category_id IN ($in)
   AND p.status = 'active'
 GROUP BY p.id
 ORDER BY min_price IS NULL, min_price
SQL;
        $sql .= ' LIMIT ' . (int) $offset . ', ' . (int) $limit;

        return array_map(array('Brico\Catalog\Product', 'fromRow'), $this->db->fetchAll($sql, array()));
    }

    public function findByBrand($brandId)
    {
        $rows = $this->db->fetchAll(
            "SELECT * FROM products WHERE brand_id = :brand AND status = 'active' ORDER BY name",
            array('brand' => $brandId)
        );

        return array_map(array('Brico\Catalog\Product', 'fromRow'), $rows);
    }

    public function save(Product $product)
    {
        $row = $product->toRow();
        if ($product->id) {
            $set = array();
            foreach (array_keys($row) as $column) {
                $set[] = "$column = :$column";
            }
            $row['id'] = $product->id;
            $this->db->execute('UPDATE products SET ' . implode(', ', $set) . ' WHERE id = :id', $row);
        } else {
            $row['created_at'] = date('Y-m-d H:i:s');
            $product->id = $this->db->insert('products', $row);
        }
        $this->saveAttributes($product);

        if ($this->indexer) {
            $this->indexer->reindexProduct($product->id);
        }
        if ($this->events) {
            $this->events->dispatch('product.saved', array('product_id' => $product->id));
        }
    }

    private function loadAttributes($productId)
    {
        $rows = $this->db->fetchAll(
            'SELECT a.id, a.name, a.unit, pa.value
               FROM product_attributes pa
               JOIN attributes a ON a.id = pa.attribute_id
              WHERE pa.product_id = ?',
            array($productId)
        );

        return AttributeSet::fromRows($rows);
    }

    private function saveAttributes(Product $product)
    {
        $this->db->execute('DELETE FROM product_attributes WHERE product_id = ?', array($product->id));
        foreach ($product->attributes() as $attributeId => $attribute) {
            $this->db->insert('product_attributes', array(
                'product_id' => $product->id,
                'attribute_id' => $attributeId,
                'value' => $attribute['value'],
            ));
        }
    }
}
