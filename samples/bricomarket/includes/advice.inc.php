<?php
// the advice magazine (ex-blog)
require_once INC_DIR . 'functions.inc.php';

use Brico\Advice\ArticleRepository;
use Brico\Kernel\Registry;

function latest_articles($n) {
  $articles = cache_get('latest_articles_' . $n);
  if (!$articles) {
    $repository = new ArticleRepository(Registry::get('db'));
    $articles = $repository->published($n);
    cache_set('latest_articles_' . $n, $articles, 600);
  }
  return $articles;
}

function article_categories() {
  return brico_fetch_all("SELECT id, name, slug FROM article_categories ORDER BY name");
}

function article_url($a) {
  return '/conseils/' . $a['slug'];
}

// products under an article, with their price of today
function article_products($articleId) {
  require_once INC_DIR . 'catalog.inc.php';
  $products = array();
  $res = brico_query("SELECT product_id FROM article_products WHERE article_id = " . (int) $articleId);
  while ($row = brico_fetch($res)) {
    $p = get_product($row['product_id']);
    if ($p && $p['status'] == 'active') {
      $products[] = $p;
    }
  }
  return $products;
}

function article_author($a) {
  $row = brico_fetch_one("SELECT login FROM " . DB_PREFIX . "users WHERE id = " . (int) $a['author_id']);
  return $row ? ucfirst($row['login']) : 'Bricomarket';
}
