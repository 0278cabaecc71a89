<?php
require_once CLASS_DIR . 'class.seller_account.php';
require_once INC_DIR . 'shipping.inc.php';

$seller = require_seller();
$account = new SellerAccount($seller['id']);

if (!empty($_POST['order_id'])) {
	$account->markShipped((int) $_POST['order_id'], (int) $_POST['carrier_id'], trim($_POST['tracking']));
	$order = get_order((int) $_POST['order_id']);
	$customer = get_customer($order['customer_id']);
	send_mail($customer['email'], 'order_shipped', array('order' => $order, 'tracking' => $_POST['tracking']));
	redirect('/index.php?page=seller_orders');
}
$carriers = brico_fetch_all("SELECT id, name FROM carriers ORDER BY name");
?>
<h1>Commandes &agrave; exp&eacute;dier</h1>
<?php foreach ($account->ordersToShip() as $o) : ?>
<form method="post" class="order">
	<h3>N&deg; <?= $o['id'] ?> du <?= format_date($o['created_at']) ?></h3>
	<p><?= h($o['firstname'] . ' ' . $o['lastname'] . ', ' . $o['zip'] . ' ' . $o['city']) ?> &ndash; <?= format_price($o['total']) ?></p>
	<ul>
	<?php
	$lines = brico_fetch_all("SELECT l.quantity, p.name, p.sku FROM order_lines l JOIN offers f ON f.id = l.offer_id JOIN products p ON p.id = f.product_id WHERE l.order_id = " . $o['id'] . " AND l.seller_id = " . $seller['id']);
	foreach ($lines as $line) {
		echo '<li>' . $line['quantity'] . ' x ' . h($line['sku'] . ' ' . $line['name']) . '</li>';
	}
	?>
	</ul>
	<input type="hidden" name="order_id" value="<?= $o['id'] ?>">
	<select name="carrier_id"><?php foreach ($carriers as $c) : ?><option value="<?= $c['id'] ?>"><?= h($c['name']) ?></option><?php endforeach; ?></select>
	<input name="tracking" placeholder="Suivi">
	<button>Exp&eacute;di&eacute;</button>
</form>
<?php endforeach; ?>
