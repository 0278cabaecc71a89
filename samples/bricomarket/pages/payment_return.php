<?php
/* le client revient de la banque (inclus par checkout.php). La banque nous a normalement deja appeles */
$id = isset($_SESSION['last_order']) ? (int) $_SESSION['last_order'] : 0;
if (!$id || !order_belongs_to_me($id)) {
	redirect('/mon-compte');
}
$payment = payment_for_order($id);
if ($payment['status'] == 'pending') {
	// pas encore : on demande
	try {
		$payment['status'] = Brico\Kernel\Registry::get('container')->get('payment.payments')->status($payment['id']);
	} catch (Exception $e) {
		log_event('payment', $e->getMessage());
	}
}
$order = brico_fetch_one("SELECT * FROM orders WHERE id = $id");

switch ($payment['status']):
	case 'captured':
		$cart->clear();
		unset($_SESSION['coupon'], $_SESSION['shipping_method'], $_SESSION['checkout_method']); ?>
		<h1>Merci !</h1>
		<p>Votre commande <?= order_number($order) ?> est pay&eacute;e. Vous gagnerez <?= floor($order['total'] / 100) ?> points.</p>
		<img src="https://stats.bricomarket.example/o.gif?o=<?= $id ?>&amp;t=<?= $order['total'] ?>" width="1" height="1">
		<?php break;
	case 'pending_cheque':
		require CLASS_DIR . 'payment/cheque.php';
		echo payment_form(array('fields' => array('order' => $id)));
		break;
	case 'refused': ?>
		<h1>Paiement refus&eacute;</h1>
		<p><a href="/index.php?page=order&amp;id=<?= $id ?>&amp;do=pay">Essayer une autre carte</a></p>
		<?php break;
	default: ?>
		<h1>Paiement en attente</h1>
		<p>La banque ne nous a pas encore r&eacute;pondu, un mail vous sera envoy&eacute;.</p>
<?php endswitch;
