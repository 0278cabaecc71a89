<?php
/*
 * Panier. Le panier est dans la session jusqu'en 2008, depuis dans les tables carts / cart_items.
 */
require_once dirname(__FILE__) . '/functions.inc.php';
require_once INC_DIR . 'seller.inc.php';
require_once INC_DIR . 'stock.inc.php';
require_once CLASS_DIR . 'class.shopping_cart.php';

function cart_current()
{
	global $cart;
	if ($cart) {
		return $cart;
	}
	$id = isset($_SESSION['cart_id']) ? (int) $_SESSION['cart_id'] : 0;
	if (!$id && isset($_COOKIE['brico_cart'])) {
		$row = brico_fetch_one("SELECT id FROM carts WHERE token = '" . brico_escape($_COOKIE['brico_cart']) . "' AND updated_at > NOW() - INTERVAL 30 DAY");
		if ($row) {
			$id = $_SESSION['cart_id'] = (int) $row['id'];
		}
	}
	return $cart = new ShoppingCart($id);
}

function cart_add($offerId, $qty)
{
	$cart = cart_current();
	$left = stock_available($offerId);
	if ($left < $qty) {
		flash($left > 0 ? sprintf(t('stock_only_left'), $left) : t('stock_none_left'));
		$qty = $left;
	}
	if ($qty <= 0) {
		return false;
	}
	if (!$cart->add($offerId, $qty)) {
		return false;
	}
	// SB 2015 : on reserve des l'ajout, sinon les robots de tonte partent deux fois
	try {
		stock_manager()->reserve($offerId, $qty, $cart->id);
	} catch (Exception $e) {
		log_event('stock', 'reserve ' . $offerId . ': ' . $e->getMessage());
	}
	return true;
}

function cart_total()
{
	$cart = cart_current();
	return $cart->total();
}

function cart_count()
{
	$n = 0;
	foreach (cart_current()->items() as $item) {
		$n += $item['quantity'];
	}
	return $n;
}

/** total HT : copie de order_vat() de order.inc.php, mais sur le panier */
function cart_total_ht()
{
	$ht = 0;
	foreach (cart_current()->items() as $item) {
		$ht += round($item['quantity'] * $item['unit_price'] / (1 + vat_rate($item['product_id']) / 100));
	}
	return $ht;
}

// un panier multi-vendeurs donne plusieurs colis
function cart_by_seller($cart = null)
{
	$cart = $cart ? $cart : cart_current();
	$sellers = array();
	foreach ($cart->items() as $item) {
		if (!isset($sellers[$item['seller_id']])) {
			$seller = get_seller($item['seller_id']);
			$sellers[$item['seller_id']] = array('name' => $seller['name'], 'items' => array(), 'total' => 0);
		}
		$sellers[$item['seller_id']]['items'][] = $item;
		$sellers[$item['seller_id']]['total'] += $item['quantity'] * $item['unit_price'];
	}
	return $sellers;
}

// plus appele depuis la refonte de 2014, garde pour les vieux paniers en session
function cart_import_session()
{
	if (empty($_SESSION['panier'])) {
		return;
	}
	foreach ($_SESSION['panier'] as $productId => $qty) {
		$offer = best_offer($productId);
		if ($offer) {
			cart_add($offer['id'], $qty);
		}
	}
	unset($_SESSION['panier']);
}
