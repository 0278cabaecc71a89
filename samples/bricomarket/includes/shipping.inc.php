<?php
/* Livraison */
require_once dirname(__FILE__) . '/functions.inc.php';

use Brico\Kernel\Registry;
use Brico\Shipping\ShippingCalculator;

/**
 * Port d'un panier, en centimes. $cart : ShoppingCart ou tableau (offer_id, quantity)
 */
function shipping_cost($cart, $zip)
{
	$items = is_object($cart) ? $cart->items() : $cart;
	if (!$items) {
		return 0;
	}
	if (is_object($cart)) {
		$free = (int) get_setting('free_shipping_from');
		if ($free && $cart->total() >= $free && !shipping_is_island($zip)) {
			return 0;
		}
		if ($cart->coupon_id) {
			$coupon = brico_fetch_one("SELECT type FROM coupons WHERE id = " . (int) $cart->coupon_id);
			if ($coupon['type'] == 'shipping') {
				return 0;
			}
		}
	}
	$carrier = isset($_SESSION['shipping_method']) ? $_SESSION['shipping_method'] : 'colissimo';
	$calculator = new ShippingCalculator(Registry::get('db'));
	return $calculator->quote($items, $zip, $carrier)->cents();
}

/** l'ancien bareme, par tranche de prix. Encore utilise par les devis (2009) ?? */
function shipping_cost_old($total)
{
	if ($total > 15000) return 0;
	if ($total > 6000) return 590;
	return 890;
}

// Corse, DOM
function shipping_is_island($zip)
{
	return in_array(substr($zip, 0, 2), array('20', '97', '98'));
}

/** statut du colis, ou tableau de statuts s'il y a plusieurs colis */
function shipment_status($orderId)
{
	$shipments = brico_fetch_all("SELECT s.id, s.status, s.tracking, c.name AS carrier FROM shipments s JOIN carriers c ON c.id = s.carrier_id WHERE s.order_id = " . (int) $orderId);
	if (!$shipments) {
		return '';
	}
	if (count($shipments) == 1) {
		return $shipments[0]['status'];
	}
	return $shipments;
}

function tracking_url($shipment)
{
	switch ($shipment['carrier_code']) {
		case 'colissimo':
			return 'https://suivi.colissimo.example/?code=' . urlencode($shipment['tracking']);
		case 'chronopost':
			return 'https://www.chronopost.example/suivi?lt=' . urlencode($shipment['tracking']);
		case 'relais':
			return 'https://relais.example/' . urlencode($shipment['tracking']);
	}
	return '';
}
