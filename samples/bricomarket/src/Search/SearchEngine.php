<?php

namespace Brico\Search;

use Brico\Catalog\CategoryTree;
use Brico\Kernel\Database;
use Brico\Stock\StockManager;

class SearchEngine
{
    private $db;
    private $parser;
    private $facets;
    private $stock;

    public function __construct(Database $db, QueryParser $parser = null, FacetBuilder $facets = null, StockManager $stock = null)
    {
        $this->db = $db;
        $this->parser = $parser ?: new QueryParser(new SynonymRepository($db));
        $this->facets = $facets ?: new FacetBuilder($db);
        $this->stock = $stock ?: new StockManager($db);
    }

    /**
     * @param string $query
     * @param array  $filters category, brand, price_min, price_max, in_stock, sort
     * @param int    $page
     */
    public function search($query, array $filters = array(), $page = 1, $perPage = 24)
    {
        $words = $this->parser->parse($query);
        if (!$words && !$filters) {
            return new SearchResult(array(), 0, array());
        }

        $sql = "SELECT p.id, p.name, p.slug, p.brand_id, p.category_id, MIN(o.price) AS price, MIN(o.id) AS offer_id, s.boost";
        $score = '0';
        $params = array();
        $where = array("p.status = 'active'");
        foreach ($words as $i => $alternatives) {
            $or = array();
            foreach ($alternatives as $j => $word) {
                $name = "w{$i}_{$j}";
                $or[] = "s.words LIKE :$name";
                $params[$name] = '% ' . $word . '%';
                $score .= " + (p.name LIKE :n$name)";
                $params["n$name"] = '%' . $word . '%';
            }
            $where[] = '(' . implode(' OR ', $or) . ')';
        }
        $sql .= ", ($score) * s.boost AS score";
        $sql .= " FROM search_index s";
        $sql .= " JOIN products p ON p.id = s.product_id";
        $sql .= " JOIN offers o ON o.product_id = p.id AND o.status = 'active'";
        if (!empty($filters['in_stock'])) {
            $sql .= " JOIN stock_levels sl ON sl.offer_id = o.id AND sl.quantity > sl.reserved";
        }
        if (!empty($filters['category'])) {
            $tree = new CategoryTree($this->db);
            $where[] = 'p.category_id IN (' . implode(',', $tree->descendantIds((int) $filters['category'])) . ')';
        }
        if (!empty($filters['brand'])) {
            $where[] = 'p.brand_id IN (' . implode(',', array_map('intval', (array) $filters['brand'])) . ')';
        }
        if (!empty($filters['price_min'])) {
            $where[] = 'o.price >= ' . (int) ($filters['price_min'] * 100);
        }
        if (!empty($filters['price_max'])) {
            $where[] = 'o.price <= ' . (int) ($filters['price_max'] * 100);
        }
        $sql .= ' WHERE ' . implode(' AND ', $where) . ' GROUP BY p.id';
        $sql .= ' ORDER BY ' . $this->order(isset($filters['sort']) ? $filters['sort'] : '');

        $rows = $this->db->fetchAll($sql, $params);
        $slice = array_slice($rows, ($page - 1) * $perPage, $perPage);
        foreach ($slice as &$row) {
            $row['available'] = $this->stock->available($row['offer_id']);
        }
        unset($row);

        return new SearchResult($slice, count($rows), $this->facets->build($rows));
    }

    private function order($sort)
    {
        $orders = array('price' => 'price ASC', 'price_desc' => 'price DESC', 'name' => 'p.name ASC', 'new' => 'p.created_at DESC');

        return isset($orders[$sort]) ? $orders[$sort] : 'score DESC, p.id DESC';
    }
}
