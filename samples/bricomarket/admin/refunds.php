<?php
include '../includes/admin.inc.php';
require_admin('finance');

// comme format_price, sans &euro; pour l'export
function format_euro($cents)
{
	return number_format($cents / 100, 2, ',', '');
}

if (isset($_POST['order_id'])) {
	$service = new Brico\Payment\RefundService(Brico\Kernel\Registry::get('db'));
	try {
		$service->refund((int) $_POST['order_id'], (int) round(str_replace(',', '.', $_POST['amount']) * 100), $_POST['reason']);
		admin_log('refund ' . $_POST['amount'] . ' order ' . $_POST['order_id']);
	} catch (Brico\Payment\PaymentException $e) {
		flash($e->getProvider() . ' : ' . $e->getMessage());
	}
	redirect('refunds.php');
}

$q = "SELECT r.*, p.provider, o.status, o.created_at, rt.reason AS return_reason, t.id AS ticket
FROM refunds r, payments p, orders o
LEFT JOIN returns rt ON rt.order_id = o.id
LEFT JOIN " . DB_PREFIX . "tickets t ON t.order_id = o.id
WHERE p.id = r.payment_id AND o.id = r.order_id";
if (isset($_GET['from'])) $q .= " AND o.created_at >= '" . mysql_real_escape_string($_GET['from']) . "'";
$q .= " GROUP BY r.id ORDER BY r.id DESC LIMIT 500";
$res = mysql_query($q) or die(mysql_error());

if (isset($_GET['csv'])) {
	header('Content-Type: text/csv');
	while ($r = mysql_fetch_assoc($res)) {
		echo $r['id'] . ';' . $r['order_id'] . ';' . $r['provider'] . ';' . format_euro($r['amount']) . ';' . $r['reason'] . "\n";
	}
	exit;
}
include 'header.php';
?>
<form method="post">Commande <input name="order_id"> montant <input name="amount"> motif <input name="reason"> <button>Rembourser</button></form>
<table>
<?php while ($r = mysql_fetch_assoc($res)): ?>
	<tr><td><?= $r['id'] ?></td><td><a href="order.php?id=<?= $r['order_id'] ?>"><?= $r['order_id'] ?></a></td><td><?= $r['provider'] ?></td><td><?= format_price($r['amount']) ?></td>
	<td><?= h($r['reason']) ?> <?= h($r['return_reason']) ?></td><td><?php if ($r['ticket']) { ?><a href="tickets.php?id=<?= $r['ticket'] ?>">SAV</a><?php } ?></td></tr>
<?php endwhile; ?>
</table>
<?php include 'footer.php'; ?>
