<?php
require_once '../includes/admin.inc.php';

use Brico\Kernel\Registry;

$container = Registry::get('container');
/** @var Brico\Backoffice\Dashboard $dashboard */
$dashboard = $container->get('backoffice.dashboard');
$today = $dashboard->figures(new DateTime());
$yesterday = $dashboard->figures(new DateTime('yesterday'));
$queue = $container->get('backoffice.mail_queue')->waiting();

// livraisons en retard : payees depuis 5 jours, rien d'expedie
$late = brico_fetch_all("SELECT o.id, o.created_at, s.name AS seller FROM orders o JOIN order_lines l ON l.order_id = o.id JOIN sellers s ON s.id = l.seller_id LEFT JOIN shipments sh ON sh.order_id = o.id AND sh.seller_id = s.id WHERE o.status = 'paid' AND o.created_at < NOW() - INTERVAL 5 DAY AND sh.id IS NULL GROUP BY o.id, s.id");
include 'header.php';
?>
<table class="figures">
<?php foreach ($today as $name => $value): $money = in_array($name, array('turnover', 'loyalty_liability')); ?>
	<tr>
		<th><?= $name ?></th>
		<td><?= $money ? format_price($value) : $value ?></td>
		<td class="<?= $value < $yesterday[$name] ? 'down' : 'up' ?>"><?= $money ? format_price($yesterday[$name]) : $yesterday[$name] ?></td>
	</tr>
<?php endforeach; ?>
</table>
<?php if ($queue > 500): ?><p class="error"><?= $queue ?> mails en attente</p><?php endif; ?>
<h2>Meilleures ventes</h2>
<ol>
<?php foreach ($dashboard->bestSellers() as $p): ?><li><a href="product_edit.php?id=<?= $p['id'] ?>"><?= h($p['name']) ?></a> (<?= $p['sold'] ?>)</li><?php endforeach; ?>
</ol>
<h2><?= count($late) ?> en retard</h2>
<?php foreach ($late as $row): ?><a href="order.php?id=<?= $row['id'] ?>"><?= $row['id'] ?></a> <?= h($row['seller']) ?> <?= format_date($row['created_at']) ?><br><?php endforeach; ?>
<?php foreach ($dashboard->jobs() as $job): ?><small><?= $job['job'] ?>: <?= h($job['status']) ?> (<?= format_date($job['started_at']) ?>)</small> <?php endforeach; ?>
<?php include 'footer.php'; ?>
