<?php
/**
 * Panier (JM 2005, tables en 2008, vendeurs en 2010 PLR)
 */
class ShoppingCart
{
	var $id = 0;
	var $coupon_id = null;
	var $_items = null;

	function __construct($id = 0)
	{
		$this->ShoppingCart($id);
	}

	function ShoppingCart($id = 0)
	{
		if ($id) {
			$row = brico_fetch_one("SELECT id, coupon_id FROM carts WHERE id = " . (int) $id);
			if ($row) {
				$this->id = (int) $row['id'];
				$this->coupon_id = $row['coupon_id'];
			}
		}
	}

	function _create()
	{
		$token = md5(uniqid(mt_rand(), true));
		$this->id = brico_insert('carts', array(
			'customer_id' => current_customer_id() ? current_customer_id() : null,
			'token' => $token,
			'updated_at' => date('Y-m-d H:i:s'),
		));
		$_SESSION['cart_id'] = $this->id;
		@setcookie('brico_cart', $token, time() + 30 * 86400, '/');
	}

	function _touch()
	{
		$this->_items = null;
		brico_query("UPDATE carts SET updated_at = NOW() WHERE id = " . $this->id);
	}

	function add($offerId, $qty = 1)
	{
		$offer = brico_fetch_one("SELECT id, price FROM offers WHERE status = 'active' AND id = " . (int) $offerId);
		if (!$offer) {
			return false;
		}
		if (!$this->id) {
			$this->_create();
		}
		$sql = "INSERT INTO cart_items (cart_id, offer_id, quantity, unit_price) VALUES (%d, %d, %d, %d)
			ON DUPLICATE KEY UPDATE quantity = quantity + VALUES(quantity), unit_price = VALUES(unit_price)";
		brico_query(sprintf($sql, $this->id, $offer['id'], $qty, $offer['price']));
		$this->_touch();
		return true;
	}

	function setQuantity($offerId, $qty)
	{
		if ($qty <= 0) {
			return $this->remove($offerId);
		}
		brico_update('cart_items', array('quantity' => (int) $qty), "cart_id = $this->id AND offer_id = " . (int) $offerId);
		$this->_touch();
	}

	function remove($offerId)
	{
		brico_query("DELETE FROM cart_items WHERE cart_id = $this->id AND offer_id = " . (int) $offerId);
		// la reservation de stock part avec
		brico_query("DELETE FROM stock_reservations WHERE cart_id = $this->id AND order_id IS NULL AND offer_id = " . (int) $offerId);
		$this->_touch();
	}

	function items()
	{
		if ($this->_items !== null) {
			return $this->_items;
		}
		if (!$this->id) {
			return array();
		}
		$sql = "SELECT ci.id, ci.offer_id, ci.quantity, ci.unit_price, o.price AS current_price, o.status AS offer_status, o.lead_time,";
		$sql .= " o.seller_id, s.name AS seller, p.id AS product_id, p.name, p.slug, p.category_id,";
		$sql .= " (SELECT path FROM product_images i WHERE i.product_id = p.id ORDER BY position LIMIT 1) AS image";
		$sql .= " FROM cart_items ci";
		$sql .= " JOIN offers o ON o.id = ci.offer_id";
		$sql .= " JOIN products p ON p.id = o.product_id";
		$sql .= " JOIN sellers s ON s.id = o.seller_id";
		$sql .= " WHERE ci.cart_id = " . $this->id;
		$sql .= " ORDER BY s.name, ci.id";
		return $this->_items = brico_fetch_all($sql);
	}

	function isEmpty()
	{
		return count($this->items()) == 0;
	}

	/** TTC, remise comprise, sans le port */
	function total()
	{
		$total = 0;
		foreach ($this->items() as $item) {
			$total += $item['quantity'] * $item['unit_price'];
		}
		return max(0, $total - $this->discount($total));
	}

	// idem Brico\Cart\CartPricer mais celui-ci est utilise partout...
	function discount($total)
	{
		if (!$this->coupon_id) {
			return 0;
		}
		$coupon = brico_fetch_one("SELECT type, amount FROM coupons WHERE id = " . (int) $this->coupon_id . " AND (valid_until IS NULL OR valid_until >= CURDATE())");
		if (!$coupon) {
			return 0;
		}
		switch ($coupon['type']) {
			case 'percent':
				return (int) round($total * $coupon['amount'] / 100);
			case 'amount':
				return min($total, $coupon['amount']);
		}
		return 0;
	}

	function setCoupon($couponId)
	{
		if (!$this->id) {
			$this->_create();
		}
		$this->coupon_id = $couponId;
		$_SESSION['coupon'] = $couponId;
		brico_update('carts', array('coupon_id' => $couponId), 'id = ' . $this->id);
	}

	/** Prix qui ont change depuis l'ajout */
	function refreshPrices()
	{
		$changed = array();
		foreach ($this->items() as $item) {
			if ($item['offer_status'] != 'active') {
				$this->remove($item['offer_id']);
				$changed[] = $item;
			} elseif ($item['current_price'] != $item['unit_price']) {
				brico_update('cart_items', array('unit_price' => $item['current_price']), 'id = ' . $item['id']);
				$changed[] = $item;
			}
		}
		$this->_items = null;
		return $changed;
	}

	function clear()
	{
		if ($this->id) {
			brico_query("DELETE FROM cart_items WHERE cart_id = " . $this->id);
			brico_query("DELETE FROM carts WHERE id = " . $this->id);
		}
		$this->id = 0;
		$this->_items = null;
		unset($_SESSION['cart_id'], $_SESSION['coupon']);
	}
}
?>
