<?php
require_once INC_DIR . 'payment.inc.php';

$order = get_order($id);
$customer = get_customer($order['customer_id']);
$payment = brico_fetch_one("SELECT * FROM payments WHERE order_id = $id ORDER BY id DESC LIMIT 1");
$address = $order['address_id'] ? brico_fetch_one("SELECT * FROM addresses WHERE id = " . $order['address_id']) : null;
$title = 'Commande ' . order_number($order);

if (get_param('do', '') == 'cancel' && $order['status'] == 'new') {
	Brico\Kernel\Registry::get('container')->get('checkout.orders')->cancel($id, 'client');
	redirect('/index.php?page=order&id=' . $id);
}
if (get_param('do', '') == 'pay' && $order['status'] == 'new') {
	echo payment_start($id, $payment ? $payment['provider'] : 'paybox');
	return;
}
if (get_param('do', '') == 'again') {
	require_once INC_DIR . 'cart.inc.php';
	foreach ($order['lines'] as $l) {
		cart_add($l['offer_id'], $l['quantity']);
	}
	redirect('/panier');
}
?>
<h1>Commande <?= order_number($order) ?></h1>
<p class="status"><?= order_status_label($order['status']) ?></p>
<?php render_tpl('order_lines', array('lines' => $order['lines'])); ?>
<p>Port : <?= format_price($order['shipping_total']) ?> &ndash; Total : <b><?= format_price(order_total($id)) ?></b></p>
<?php if ($address) include TPL_DIR . 'account/address.phtml'; ?>
<ol class="history">
<?php foreach (order_history($id) as $event): ?>
	<li><?= format_date($event['created_at']) ?> : <?= order_status_label($event['status']) ?></li>
<?php endforeach; ?>
</ol>
<?php switch ($order['status']) {
	case 'new': ?>
		<a href="?page=order&amp;id=<?= $id ?>&amp;do=pay">Payer</a>
		<a href="?page=order&amp;id=<?= $id ?>&amp;do=cancel">Annuler</a>
		<?php break;
	case 'delivered': ?>
		<a href="?page=order&amp;id=<?= $id ?>&amp;view=return">Retourner un article</a>
		<?php foreach ($order['lines'] as $l): ?>
			<a href="/index.php?page=review_write&amp;id=<?= $l['product_id'] ?>"><?= t('give_your_opinion') ?></a>
		<?php endforeach;
		// pas de break : la facture aussi
	case 'paid':
	case 'shipped': ?>
		<a href="?page=order&amp;id=<?= $id ?>&amp;view=invoice">Facture</a>
		<a href="/suivi/<?= $id ?>">Suivi</a>
<?php } ?>
<a href="?page=order&amp;id=<?= $id ?>&amp;do=again">Commander &agrave; nouveau</a>
