<!DOCTYPE html>
<html lang="fr">
<head>
	<meta charset="iso-8859-1">
	<title><?= h($title) ?> - Bricomarket</title>
	<?php if (!empty($description)): ?><meta name="description" content="<?= h($description) ?>"><?php endif; ?>
	<link rel="stylesheet" href="/css/brico.css?v=<?= filemtime(BRICO_ROOT . '/index.php') ?>">
</head>
<body class="page-<?= $page ?>">
<div id="top">
	<a href="/"><img src="/img/logo.gif" alt="Bricomarket"></a>
	<form action="/index.php"><input type="hidden" name="page" value="search"><input name="q" value="<?= h(get_param('q', '')) ?>"><button><?= t('search') ?></button></form>
	<?php if (is_logged_in()): ?>
		<a href="/mon-compte"><?= t('my_account') ?></a> <a href="/index.php?page=login&amp;logout=1"><?= t('log_out') ?></a>
	<?php else: ?>
		<a href="/index.php?page=login"><?= t('log_in') ?></a>
	<?php endif; ?>
	<a href="/panier"><?= t('cart') ?> <?= format_price(cart_total()) ?></a>
</div>
<?php foreach (flash_messages() as $message): ?>
	<p class="flash"><?= h($message) ?></p>
<?php endforeach; ?>
<div id="content">
