<?php
// page d'accueil
require_once INC_DIR . 'catalog.inc.php';
require_once INC_DIR . 'reviews.inc.php';
require_once INC_DIR . 'search.inc.php';
require_once INC_DIR . 'advice.inc.php';

$news = cache_get('home_news');
if (!$news) {
	$news = brico_fetch_all("SELECT DISTINCT p.id FROM products p JOIN offers o ON o.product_id = p.id AND o.status = 'active' WHERE p.status = 'active' ORDER BY p.created_at DESC LIMIT 8");
	cache_set('home_news', $news, 600);
}
$best = brico_fetch_all("SELECT o.product_id AS id, SUM(l.quantity) AS n FROM order_lines l JOIN orders c ON c.id = l.order_id JOIN offers o ON o.id = l.offer_id WHERE c.created_at > NOW() - INTERVAL 15 DAY GROUP BY o.product_id ORDER BY n DESC LIMIT 8");
$seen = isset($_SESSION['last_viewed']) ? array_slice($_SESSION['last_viewed'], 0, 4) : array();
$title = t('home_title');
?>
<ul class="menu">
<?php foreach (get_category_tree() as $c): ?>
	<li><a href="/index.php?page=category&amp;id=<?= $c['id'] ?>"><?= h($c['name']) ?></a></li>
<?php endforeach; ?>
</ul>
<?php foreach (array('home_news' => $news, 'home_best' => $best) as $key => $rows): ?>
	<h2><?= t($key) ?></h2>
	<?php foreach ($rows as $row): $p = get_product($row['id']); ?>
		<?php include TPL_DIR . 'product_card.tpl.php'; ?>
	<?php endforeach; ?>
<?php endforeach; ?>
<?php if ($seen): ?>
	<h2><?= t('last_viewed') ?></h2>
	<?php foreach ($seen as $id) { $p = get_product($id); include TPL_DIR . 'product_card.tpl.php'; } ?>
<?php endif; ?>
<h2>Conseils</h2>
<?php foreach (latest_articles(3) as $a): ?>
	<p><a href="/conseils/<?= h($a['slug']) ?>"><?= h($a['title']) ?></a></p>
<?php endforeach; ?>
<p>Recherches : <?php foreach (popular_searches() as $s) echo '<a href="/index.php?page=search&amp;q=' . urlencode($s['query']) . '">' . h($s['query']) . '</a> '; ?></p>
