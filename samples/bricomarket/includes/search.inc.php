<?php
// search: functions for the old pages, on top of the new engine
require_once INC_DIR . 'functions.inc.php';

use Brico\Kernel\Registry;
use Brico\Search\SearchEngine;

function search_products($q, $filters = array()) {
  if (get_setting('search_engine') == 'old') {
    return search_products_old($q, $filters);
  }
  $engine = new SearchEngine(Registry::get('db'));
  $result = $engine->search($q, $filters, max(1, (int) get_param('p', 1)));
  return array('rows' => $result->rows(), 'total' => count($result), 'facets' => $result->facets());
}

// kept as a fall-back (SB). Black Friday 2015...
function search_products_old($q, $filters) {
  require_once INC_DIR . 'catalog.inc.php';
  $sql = "SELECT DISTINCT p.* FROM products p JOIN search_index s ON s.product_id = p.id WHERE p.status = 'active'";
  foreach (explode(' ', $q) as $word) {
    if (strlen($word) > 1) {
      $sql .= " AND s.words LIKE '%" . brico_escape($word) . "%'";
    }
  }
  if (!empty($filters['category'])) {
    $sql .= " AND p.category_id = " . (int) $filters['category'];
  }
  if (!empty($filters['brand'])) {
    $sql .= " AND p.brand_id = " . (int) $filters['brand'];
  }
  $rows = array();
  $res = brico_query($sql . " LIMIT 100");
  while ($row = brico_fetch($res)) {
    $row['price'] = product_price($row['id']);
    $rows[] = $row;
  }
  return array('rows' => $rows, 'total' => count($rows), 'facets' => array());
}

function log_search($q, $n) {
  brico_insert('search_log', array(
    'customer_id' => is_logged_in() ? current_customer_id() : null,
    'query' => $q,
    'results' => $n,
    'created_at' => date('Y-m-d H:i:s'),
  ));
}

function popular_searches($n = 8) {
  $rows = cache_get('popular_searches');
  if (!$rows) {
    $rows = brico_fetch_all("SELECT query, COUNT(*) AS n FROM search_log WHERE results > 0 AND created_at > NOW() - INTERVAL 7 DAY GROUP BY query ORDER BY n DESC LIMIT " . (int) $n);
    cache_set('popular_searches', $rows, 900);
  }
  return $rows;
}
