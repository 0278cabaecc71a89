<html>
<body style="font-family: Arial">
<h1><?= h($subject) ?></h1>
<?php foreach ($products as $p): ?>
	<p><a href="<?= SITE_URL . product_url($p) ?>"><?= h($p['name']) ?></a> <b><?= format_price($p['price']) ?></b></p>
<?php endforeach; ?>
<?php if (function_exists('latest_articles')) foreach (latest_articles(2) as $a): ?>
	<p><a href="<?= SITE_URL . article_url($a) ?>"><?= h($a['title']) ?></a></p>
<?php endforeach; ?>
<small><a href="<?= SITE_URL ?>/index.php?page=newsletter"><?= t('unsubscribe') ?></a></small>
</body>
</html>
