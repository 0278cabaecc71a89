<?php
require_once INC_DIR . 'search.inc.php';
require_once INC_DIR . 'catalog.inc.php';
require_once INC_DIR . 'reviews.inc.php';

$q = trim(get_param('q', ''));
$filters = array();
foreach (array('category', 'brand', 'price_min', 'price_max', 'in_stock', 'sort') as $name) {
    $value = get_param($name, '');
    if ($value !== '') {
        $filters[$name] = $value;
    }
}
$_SESSION['search_filters'] = $filters;

// a reference typed in full goes straight to the product
$direct = get_product_by_sku($q);
if ($direct) {
    log_search($q, 1);
    redirect(product_url($direct));
}

$result = search_products($q, $filters);
log_search($q, $result['total']);
$page = max(1, (int) get_param('p', 1));
$pages = ceil($result['total'] / 24);
$title = t('search') . ' ' . $q;
?>
<h1><?= $result['total'] ?> r&eacute;sultats pour &laquo; <?= h($q) ?> &raquo;</h1>
<?php if (!$result['total']): ?>
    <p><?= t('try_these') ?></p>
    <ul>
    <?php foreach (popular_searches() as $s): ?>
        <li><a href="/index.php?page=search&amp;q=<?= urlencode($s['query']) ?>"><?= h($s['query']) ?></a></li>
    <?php endforeach; ?>
    </ul>
<?php else: ?>
    <?php render_tpl('facets', ['facets' => $result['facets'], 'url' => '/index.php?page=search&q=' . urlencode($q)]) ?>
    <?php foreach ($result['rows'] as $row): $p = get_product($row['id']); ?>
        <?php include TPL_DIR . 'product_card.tpl.php' ?>
    <?php endforeach; ?>
    <p class="pager">
    <?php for ($i = 1; $i <= $pages; $i++): ?>
        <?php if ($i == $page): ?><strong><?= $i ?></strong><?php else: ?><a href="/index.php?page=search&amp;q=<?= urlencode($q) ?>&amp;p=<?= $i ?>"><?= $i ?></a><?php endif ?>
    <?php endfor; ?>
    </p>
<?php endif; ?>
