<?php
require_once INC_DIR . 'catalog.inc.php';
require_once INC_DIR . 'search.inc.php';
require_once INC_DIR . 'reviews.inc.php';

$id = (int) get_param('id', 0);
$category = brico_fetch_one("SELECT * FROM categories WHERE id = $id");
if (!$category) {
  redirect('/');
}

// filters stay while the visitor remains in the category
if (!isset($_SESSION['search_filters']) || @$_SESSION['search_filters']['category'] != $id) {
  $_SESSION['search_filters'] = array('category' => $id);
}
foreach (array('brand', 'price_min', 'price_max', 'sort', 'in_stock') as $f) {
  if (isset($_GET[$f])) {
    $_SESSION['search_filters'][$f] = $_GET[$f];
  }
}
$result = search_products('', $_SESSION['search_filters']);
$children = brico_fetch_all("SELECT id, name, slug FROM categories WHERE parent_id = $id ORDER BY position");
$title = $category['name'];
$product = array('category_id' => $id);
include TPL_DIR . 'catalog/breadcrumb.phtml';
?>
<h1><?= h($category['name']) ?></h1>
<?php if ($children): ?>
<ul class="subcategories">
  <?php foreach ($children as $c): ?>
    <li><a href="/index.php?page=category&amp;id=<?= $c['id'] ?>"><?= h($c['name']) ?></a></li>
  <?php endforeach ?>
</ul>
<?php endif ?>
<div class="sidebar"><?php render_tpl('facets', array('facets' => $result['facets'], 'url' => '/index.php?page=category&id=' . $id)); ?></div>
<div class="list">
<?php
  if ($result['total'] == 0) {
    echo '<p>' . t('no_product') . '</p>';
  }
  foreach ($result['rows'] as $row) {
    $p = get_product($row['id']);
    include TPL_DIR . 'product_card.tpl.php';
  }
?>
</div>
