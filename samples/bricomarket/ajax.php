<?php
/* Appels AJAX : ajax.php?action=xxx -> ajax_xxx() */
require_once dirname(__FILE__) . '/includes/config.inc.php';
require_once INC_DIR . 'functions.inc.php';
require_once INC_DIR . 'cart.inc.php';
require_once INC_DIR . 'catalog.inc.php';
require_once INC_DIR . 'search.inc.php';
require_once INC_DIR . 'shipping.inc.php';

function ajax_suggest()
{
	$q = get_param('q', '');
	if (strlen($q) < 2) {
		return array();
	}
	$out = array();
	$result = search_products($q, array());
	foreach (array_slice($result['rows'], 0, 6) as $p) {
		$out[] = array('label' => $p['name'], 'url' => product_url($p));
	}
	return $out;
}

function ajax_add_to_cart()
{
	cart_add((int) get_param('offer', 0), max(1, (int) get_param('qty', 1)));
	return array('total' => format_price(cart_total()), 'message' => t('added_to_cart'));
}

function ajax_shipping_quote()
{
	global $cart;
	$cart = cart_current();
	$zip = preg_replace('/\D/', '', get_param('zip', ''));
	return array('price' => format_price(shipping_cost($cart, $zip)));
}

function ajax_wishlist()
{
	if (!is_logged_in()) {
		return array('login' => true);
	}
	$product = (int) get_param('product', 0);
	$list = brico_fetch_one("SELECT id FROM wishlists WHERE customer_id = " . current_customer_id() . " ORDER BY id LIMIT 1");
	$id = $list ? $list['id'] : brico_insert('wishlists', array('customer_id' => current_customer_id(), 'name' => 'Mes envies'));
	brico_query("INSERT IGNORE INTO wishlist_items (wishlist_id, product_id) VALUES (" . (int) $id . ", $product)");
	return array('ok' => true);
}

function ajax_check_email()
{
	require_once INC_DIR . 'customer.inc.php';
	return array('used' => customer_exists(get_param('email', '')));
}

function ajax_newsletter()
{
	$email = get_param('email', '');
	$newsletter = Brico\Kernel\Registry::get('container')->get('customer.newsletter');
	return array('ok' => $newsletter->subscribe($email, get_param('list', 'general')));
}

$function = 'ajax_' . preg_replace('/[^a-z_]/', '', get_param('action', ''));
header('Content-Type: application/json');
if (!function_exists($function)) {
	header('HTTP/1.0 400 Bad Request');
	die('{"error": "unknown action"}');
}
echo json_encode(call_user_func($function));
