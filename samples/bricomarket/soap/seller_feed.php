<?php
/**
 * SOAP endpoint for the sellers' software (ERP): prices, stock, orders.
 * The WSDL is soap/seller_feed.wsdl, methods must keep their names.
 */
require_once dirname(__FILE__) . '/../includes/config.inc.php';
require_once INC_DIR . 'functions.inc.php';
require_once INC_DIR . 'seller.inc.php';
require_once INC_DIR . 'stock.inc.php';
require_once CLASS_DIR . 'class.seller_account.php';

class SellerFeedHandler
{
	var $sellerId = 0;

	function login($email, $password)
	{
		$account = new SellerAccount();
		if (!$account->login($email, $password)) {
			throw new SoapFault('Client', 'login');
		}
		$this->sellerId = (int) $account->seller['id'];
		return session_id();
	}

	function _offer($sku)
	{
		if (!$this->sellerId) {
			$this->sellerId = current_seller_id();
		}
		$sql = sprintf("SELECT o.* FROM offers o INNER JOIN products p ON p.id = o.product_id WHERE p.sku = '%s' AND o.seller_id = %d", brico_escape($sku), $this->sellerId);
		$offer = brico_fetch_one($sql);
		if (!$offer) {
			throw new SoapFault('Client', 'unknown sku ' . $sku);
		}
		return $offer;
	}

	function setPrice($sku, $price)
	{
		$offer = $this->_offer($sku);
		brico_update('offers', array('price' => round($price * 100)), 'id = ' . $offer['id']);
		brico_insert('price_history', array('offer_id' => $offer['id'], 'price' => round($price * 100), 'changed_at' => date('Y-m-d H:i:s')));
		return true;
	}

	function setStock($sku, $quantity)
	{
		$offer = $this->_offer($sku);
		$delta = $quantity - stock_available($offer['id']);
		if ($delta != 0) {
			stock_move($offer['id'], $delta, 'soap');
		}
		return stock_available($offer['id']);
	}

	function getOrders()
	{
		$account = new SellerAccount($this->sellerId ? $this->sellerId : current_seller_id());
		return $account->ordersToShip();
	}

	function confirmShipment($orderId, $carrierCode, $tracking)
	{
		$carrier = brico_fetch_one("SELECT id FROM carriers WHERE code = '" . brico_escape($carrierCode) . "'");
		if (!$carrier) {
			throw new SoapFault('Client', 'carrier');
		}
		$account = new SellerAccount(current_seller_id());
		$account->markShipped($orderId, $carrier['id'], $tracking);
		return true;
	}
}

$server = new SoapServer(dirname(__FILE__) . '/seller_feed.wsdl');
$server->setClass('SellerFeedHandler');
$server->setPersistence(SOAP_PERSISTENCE_SESSION);
$server->handle();
