<?php
/* Commandes - fonctions de JM (2005) reprises par PLR (2011) */
require_once dirname(__FILE__) . '/functions.inc.php';
require_once dirname(__FILE__) . '/customer.inc.php';
require_once dirname(__FILE__) . '/stock.inc.php';

$GLOBALS['order_statuses'] = array(
	'new' => 'En attente',
	'paid' => 'Pay&eacute;e',
	'checking' => 'En v&eacute;rification',
	'shipped' => 'Exp&eacute;di&eacute;e',
	'delivered' => 'Livr&eacute;e',
	'cancelled' => 'Annul&eacute;e',
	'refunded' => 'Rembours&eacute;e',
);

function get_order($id)
{
	static $orders = array();
	$id = (int) $id;
	if (!isset($orders[$id])) {
		$order = brico_fetch_one("SELECT * FROM orders WHERE id = $id");
		if (!$order) {
			return null;
		}
		$order['lines'] = order_lines($id);
		$orders[$id] = $order;
	}
	return $orders[$id];
}

function order_lines($id)
{
	$sql = "SELECT l.*, p.id AS product_id, p.name, p.sku, p.slug, s.name AS seller
		FROM order_lines l
		JOIN offers o ON o.id = l.offer_id
		JOIN products p ON p.id = o.product_id
		JOIN sellers s ON s.id = l.seller_id
		WHERE l.order_id = " . (int) $id . " ORDER BY s.name, l.id";
	return brico_fetch_all($sql);
}

function order_set_status($id, $status, $comment = '')
{
	$id = (int) $id;
	$old = brico_fetch_one("SELECT status, customer_id FROM orders WHERE id = $id");
	if (!$old || $old['status'] == $status) {
		return false;
	}
	brico_update('orders', array('status' => $status), "id = $id");
	brico_insert('order_status_history', array(
		'order_id' => $id,
		'status' => $status,
		'comment' => substr($comment, 0, 255),
		'created_at' => date('Y-m-d H:i:s'),
	));
	switch ($status) {
		case 'paid':
			require_once CLASS_DIR . 'class.order_manager.php';
			$manager = new OrderManager($id);
			$manager->afterPayment();
			break;
		case 'delivered':
			$customer = get_customer($old['customer_id']);
			send_mail($customer['email'], 'order_delivered', array('id' => $id, 'firstname' => $customer['firstname']));
			break;
		case 'cancelled':
			brico_query("DELETE FROM stock_reservations WHERE order_id = $id");
			break;
	}
	log_event('order', "$id: {$old['status']} -> $status $comment");
	return true;
}

/** le total est aussi dans orders.total, mais il a longtemps ete faux (remises), alors on recalcule */
function order_total($id)
{
	$id = (int) $id;
	$order = brico_fetch_one("SELECT shipping_total, coupon_id FROM orders WHERE id = $id");
	$row = brico_fetch_one("SELECT SUM(quantity * unit_price) AS n FROM order_lines WHERE order_id = $id");
	$total = (int) $row['n'];
	if ($order['coupon_id']) {
		$coupon = brico_fetch_one("SELECT type, amount FROM coupons WHERE id = " . $order['coupon_id']);
		if ($coupon['type'] == 'percent') {
			$total -= round($total * $coupon['amount'] / 100);
		} elseif ($coupon['type'] == 'amount') {
			$total -= min($total, $coupon['amount']);
		}
	}
	return $total + $order['shipping_total'];
}

function order_history($id)
{
	return brico_fetch_all("SELECT status, comment, created_at FROM order_status_history WHERE order_id = " . (int) $id . " ORDER BY id");
}

// TVA par taux
function order_vat($id)
{
	$vat = array();
	foreach (order_lines($id) as $line) {
		$rate = (string) vat_rate($line['product_id']);
		$ttc = $line['quantity'] * $line['unit_price'];
		if (!isset($vat[$rate])) {
			$vat[$rate] = 0;
		}
		$vat[$rate] += $ttc - round($ttc / (1 + $rate / 100));
	}
	ksort($vat);
	return $vat;
}

function order_belongs_to_me($id)
{
	$order = get_order($id);
	return $order && $order['customer_id'] == current_customer_id();
}

function order_status_label($status)
{
	global $order_statuses;
	return isset($order_statuses[$status]) ? $order_statuses[$status] : $status;
}

// numero affiche au client : annee + id sur 6 chiffres. Meme chose dans InvoiceGenerator
function order_number($order)
{
	return date('y', strtotime($order['created_at'])) . str_pad($order['id'], 6, '0', STR_PAD_LEFT);
}
