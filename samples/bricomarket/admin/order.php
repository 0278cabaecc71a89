<?php
require_once '../includes/admin.inc.php';
require_once '../includes/order.inc.php';
require_once '../includes/shipping.inc.php';
require_once CLASS_DIR . 'class.order_manager.php';
require_admin('orders');

$id = (int) get_param('id', 0);
$manager = new OrderManager($id);
if (!$manager->order) {
	flash('Commande inconnue');
	redirect('orders.php');
}
$done = true;
switch (get_param('do', '')) {
	case 'status':
		order_set_status($id, $_POST['status'], $_POST['comment'] . ' (' . admin_user()->login . ')');
		break;
	case 'cancel':
		$done = $manager->cancel(get_param('reason', ''));
		break;
	case 'refund':
		require_admin('finance');
		$done = $manager->refund((int) round(100 * str_replace(',', '.', $_POST['amount'])), $_POST['reason']);
		break;
	case 'ship':
		$done = $manager->ship((int) $_POST['seller_id'], $_POST['carrier'], trim($_POST['tracking']));
		break;
	case 'split':
		$done = $manager->splitOrder((int) get_param('seller', 0));
		break;
	case 'address':
		$done = $manager->changeAddress((int) $_POST['address_id']);
		break;
	default:
		$done = null;
}
if ($done !== null) {
	admin_log(get_param('do', '') . ' order ' . $id);
	flash($done ? 'OK' : implode(', ', $manager->errors));
	redirect('order.php?id=' . $id);
}

$o = $manager->order;
$payments = brico_fetch_all("SELECT p.*, (SELECT COUNT(*) FROM payment_transactions t WHERE t.payment_id = p.id) AS n FROM payments p WHERE p.order_id = $id");
$refunds = brico_fetch_all("SELECT * FROM refunds WHERE order_id = $id");
$shipments = brico_fetch_all("SELECT s.*, c.name AS carrier FROM shipments s JOIN carriers c ON c.id = s.carrier_id WHERE s.order_id = $id");
$fraud = brico_fetch_one("SELECT * FROM fraud_scores WHERE order_id = $id");
$carriers = brico_fetch_all("SELECT code, name FROM carriers");
include 'header.php';
?>
<h1><?= order_number($o) ?> &ndash; <?= order_status_label($o['status']) ?></h1>
<p><a href="customers.php?id=<?= $o['customer_id'] ?>"><?= h($o['firstname'] . ' ' . $o['lastname']) ?></a>, <?= h($o['street'] . ', ' . $o['zip'] . ' ' . $o['city']) ?>
	<a href="order_edit.php?id=<?= $id ?>">modifier les lignes</a></p>
<?php if ($fraud): ?><p class="fraud">Score <?= $fraud['score'] ?> : <?= h($fraud['rules']) ?></p><?php endif; ?>
<?php render_tpl('order_lines', array('lines' => $manager->lines())); ?>
<h2>Paiements</h2>
<?php foreach ($payments as $p): ?><p><?= $p['provider'] ?> <?= $p['status'] ?> <?= format_price($p['amount']) ?> <a href="payments.php?id=<?= $p['id'] ?>"><?= $p['n'] ?> transactions</a></p><?php endforeach; ?>
<?php foreach ($refunds as $r): ?><p>Rembours&eacute; <?= format_price($r['amount']) ?> (<?= h($r['reason']) ?>)</p><?php endforeach; ?>
<form method="post" action="?id=<?= $id ?>&amp;do=refund"><input name="amount" size="6"><input name="reason"><button>Rembourser</button></form>
<h2>Colis</h2>
<?php foreach ($shipments as $s): ?><p><?= h($s['carrier']) ?> <?= h($s['tracking']) ?> <?= $s['status'] ?></p><?php endforeach; ?>
<?php foreach ($manager->sellers() as $seller): ?>
<form method="post" action="?id=<?= $id ?>&amp;do=ship"><?= h($seller['name']) ?>
	<input type="hidden" name="seller_id" value="<?= $seller['id'] ?>">
	<select name="carrier"><?php foreach ($carriers as $c) echo '<option value="' . $c['code'] . '">' . h($c['name']) . '</option>'; ?></select>
	<input name="tracking"><button>Exp&eacute;dier</button> <a href="?id=<?= $id ?>&amp;do=split&amp;seller=<?= $seller['id'] ?>">s&eacute;parer</a>
</form>
<?php endforeach; ?>
<form method="post" action="?id=<?= $id ?>&amp;do=status"><select name="status">
<?php foreach (Brico\Checkout\OrderStatus::next($o['status']) as $next): ?><option value="<?= $next ?>"><?= order_status_label($next) ?></option><?php endforeach; ?>
</select><input name="comment"><button>Changer</button></form>
<?php include 'footer.php'; ?>
