<?php $counters = admin_counters(); $me = admin_user(); ?>
<!DOCTYPE html>
<html>
<head>
	<meta charset="iso-8859-1">
	<title>Bricomarket - administration</title>
	<link rel="stylesheet" href="/admin/admin.css">
</head>
<body>
<div id="menu">
	<a href="dashboard.php">Accueil</a>
	<?php foreach (admin_menu() as $right => $links): ?>
		<ul class="<?= $right ?>">
		<?php foreach ($links as $file => $label): $key = basename($file, '.php'); ?>
			<li><a href="<?= $file ?>"><?= $label ?></a><?php if (!empty($counters[$key])): ?> <b><?= $counters[$key] ?></b><?php endif; ?></li>
		<?php endforeach; ?>
		</ul>
	<?php endforeach; ?>
	<?php if ($me): ?><a href="login.php?logout=1"><?= h($me->login) ?></a><?php endif; ?>
</div>
<?php foreach (flash_messages() as $message): ?><p class="flash"><?= h($message) ?></p><?php endforeach; ?>
