<?php
require_once INC_DIR . 'search.inc.php';
require_once INC_DIR . 'catalog.inc.php';

// essayer de deviner : les mots de l'adresse sont souvent le nom du produit
$words = trim(preg_replace('/[^a-z]+/i', ' ', urldecode($_SERVER['REQUEST_URI'])));
$words = trim(str_replace(array('index php', 'page', 'html'), '', $words));
$found = strlen($words) > 3 ? search_products($words) : array('rows' => array());
log_event('404', $_SERVER['REQUEST_URI'] . ' from ' . (isset($_SERVER['HTTP_REFERER']) ? $_SERVER['HTTP_REFERER'] : '-'));
$title = t('page_not_found');
?>
<h1><?= t('page_not_found') ?></h1>
<?php if ($found['rows']): ?>
	<p><?= t('try_these') ?></p>
	<ul>
	<?php foreach (array_slice($found['rows'], 0, 5) as $row): ?>
		<li><a href="<?= product_url($row) ?>"><?= h($row['name']) ?></a></li>
	<?php endforeach; ?>
	</ul>
<?php endif; ?>
<p><a href="/"><?= t('home_title') ?></a></p>
