<?php
require_once dirname(__FILE__) . '/functions.inc.php';
require_once dirname(__FILE__) . '/order.inc.php';

/** moyens de paiement proposes, code => ligne */
function payment_methods()
{
	$methods = cache_get('payment_methods');
	if ($methods) {
		return $methods;
	}
	$methods = array();
	$res = mysql_query("SELECT code, name FROM payment_methods WHERE active = 1 ORDER BY id");
	while ($m = mysql_fetch_assoc($res)) {
		if (file_exists(CLASS_DIR . 'payment/' . $m['code'] . '.php')) {
			$methods[$m['code']] = $m;
		}
	}
	cache_set('payment_methods', $methods, 600);
	return $methods;
}

/** (re)lance le paiement d'une commande, retourne le HTML du formulaire de la banque */
function payment_start($orderId, $method)
{
	$order = get_order($orderId);
	if (!$order || $order['status'] != 'new') {
		return '<p>' . t('order_not_payable') . '</p>';
	}
	$method = preg_replace('/[^a-z]/', '', $method);
	$payment = brico_insert('payments', array(
		'order_id' => (int) $orderId,
		'provider' => $method,
		'status' => 'pending',
		'amount' => order_total($orderId),
		'created_at' => date('Y-m-d H:i:s'),
	));
	log_event('payment', "start $method order $orderId payment $payment");

	require CLASS_DIR . 'payment/' . $method . '.php';
	$todo = payment_prepare($payment, $order, get_customer($order['customer_id']));
	return payment_form($todo);
}

function payment_for_order($orderId)
{
	return brico_fetch_one("SELECT * FROM payments WHERE order_id = " . (int) $orderId . " ORDER BY id DESC LIMIT 1");
}

// appele par les retours de banque. Meme chose que PaymentService::confirm(), pour l'IPN de PayPal
function payment_captured($paymentId, $reference, $payload)
{
	$p = brico_fetch_one("SELECT * FROM payments WHERE id = " . (int) $paymentId);
	if (!$p) {
		log_event('payment', "unknown payment $paymentId ($reference)");
		return false;
	}
	brico_insert('payment_transactions', array(
		'payment_id' => $p['id'],
		'type' => 'capture',
		'reference' => $reference,
		'payload' => is_array($payload) ? serialize($payload) : $payload,
		'created_at' => date('Y-m-d H:i:s'),
	));
	if ($p['status'] == 'captured') {
		return true; // ils envoient parfois deux fois
	}
	brico_update('payments', array('status' => 'captured'), 'id = ' . $p['id']);
	return order_set_status($p['order_id'], 'paid', $p['provider'] . ' ' . $reference);
}

function payment_refused($paymentId, $code)
{
	$p = brico_fetch_one("SELECT p.*, o.customer_id FROM payments p JOIN orders o ON o.id = p.order_id WHERE p.id = " . (int) $paymentId);
	if ($p && $p['status'] == 'pending') {
		brico_update('payments', array('status' => 'refused'), 'id = ' . $p['id']);
		$customer = get_customer($p['customer_id']);
		send_mail($customer['email'], 'payment_refused', array('id' => $p['order_id'], 'firstname' => $customer['firstname'], 'code' => $code));
	}
}
