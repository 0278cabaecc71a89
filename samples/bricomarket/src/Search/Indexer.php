<?php

namespace Brico\Search;

use Brico\Catalog\ProductNotFound;
use Brico\Catalog\ProductRepository;
use Brico\Kernel\Database;
use Brico\Review\RatingCalculator;

class Indexer
{
    const BATCH = 200;

    private $db;
    private $products;
    private $ratings;

    public function __construct(Database $db)
    {
        $this->db = $db;
        // not injected: ProductRepository wants an Indexer too
        $this->products = new ProductRepository($db);
        $this->ratings = new RatingCalculator($db);
    }

    public function reindexProduct($productId)
    {
        try {
            $product = $this->products->find($productId);
        } catch (ProductNotFound $e) {
            $this->remove($productId);
            return;
        }
        if (!$product->isActive()) {
            $this->remove($productId);
            return;
        }

        $extra = $this->db->fetchOne(
            'SELECT b.name AS brand, c.name AS category
               FROM products p
               JOIN categories c ON c.id = p.category_id
               LEFT JOIN brands b ON b.id = p.brand_id
              WHERE p.id = ?',
            array($productId)
        );
        $text = $product->name . ' ' . $product->sku . ' ' . implode(' ', (array) $extra);
        foreach ($product->attributes() as $attribute) {
            $text .= ' ' . $attribute['value'];
        }
        $text .= ' ' . strip_tags((string) $product->description);

        $this->write($productId, ' ' . implode(' ', QueryParser::words($text)) . ' ', $this->boost($productId));
    }

    public function reindexAll($since = null)
    {
        $last = 0;
        $done = 0;
        do {
            $sql = 'SELECT id FROM products WHERE id > ' . (int) $last;
            if ($since) {
                $sql .= " AND (created_at > '" . date('Y-m-d H:i:s', $since) . "'";
                $sql .= " OR id IN (SELECT product_id FROM reviews WHERE status = 'published'))";
            }
            $sql .= ' ORDER BY id LIMIT ' . self::BATCH;
            $rows = $this->db->fetchAll($sql, array());
            foreach ($rows as $row) {
                $last = (int) $row['id'];
                $this->reindexProduct($last);
                $done++;
            }
        } while (count($rows) === self::BATCH);

        return $done;
    }

    public function remove($productId)
    {
        $this->db->execute('DELETE FROM search_index WHERE product_id = ?', array($productId));
    }

    /** Products that sell and that are well rated come first. */
    private function boost($productId)
    {
        $sold = $this->db->fetchOne(
            'SELECT SUM(l.quantity) AS n FROM order_lines l JOIN offers o ON o.id = l.offer_id WHERE o.product_id = ?',
            array($productId)
        );
        $boost = 1 + log(1 + (int) $sold['n']) / 10;
        $rating = $this->ratings->averageFor($productId);
        if ($rating !== null) {
            $boost += ($rating - 3) / 10;
        }

        return round($boost, 2);
    }

    private function write($productId, $words, $boost)
    {
        $this->db->execute('DELETE FROM search_index WHERE product_id = ?', array($productId));
        $this->db->insert('search_index', array(
            'product_id' => $productId,
            'words' => $words,
            'boost' => $boost,
            'updated_at' => date('Y-m-d H:i:s'),
        ));
    }
}
