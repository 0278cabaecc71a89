<?php
/*
 * ProductOld : l'ancienne classe Product, renommee quand src/Catalog/Product.php est arrive.
 * Encore utilisee par la fiche produit et par les flux.
 */
class ProductOld
{
	var $id;
	var $data;
	var $offers;
	var $_attributes;

	function ProductOld($id)
	{
		$this->id = intval($id);
		$this->load();
	}

	function load()
	{
		$res = mysql_query("SELECT p.*, v.rate FROM products p, vat_classes v WHERE v.id = p.vat_class_id AND p.id = " . $this->id);
		$this->data = mysql_fetch_assoc($res);
	}

	function exists()
	{
		return is_array($this->data);
	}

	function get($field)
	{
		return isset($this->data[$field]) ? $this->data[$field] : '';
	}

	function getName()
	{
		return stripslashes($this->get('name'));
	}

	function getOffers()
	{
		if ($this->offers === null) {
			$this->offers = array();
			$res = mysql_query("SELECT * FROM offers WHERE product_id = " . $this->id . " AND status = 'active' ORDER BY price");
			while ($row = mysql_fetch_assoc($res)) {
				$this->offers[] = $row;
			}
		}
		return $this->offers;
	}

	function getPrice()
	{
		$offers = $this->getOffers();
		return count($offers) ? $offers[0]['price'] : 0;
	}

	function getPriceHT()
	{
		return round($this->getPrice() / (1 + $this->get('rate') / 100));
	}

	function getStock()
	{
		$n = 0;
		foreach ($this->getOffers() as $offer) {
			$n += stock_available($offer['id']);
		}
		return $n;
	}

	function getAttributes()
	{
		if (!$this->_attributes) {
			$this->_attributes = product_attributes($this->id);
		}
		return $this->_attributes;
	}

	// produits achetes avec
	function getRelated($n = 4)
	{
		$sql = "SELECT o2.product_id, COUNT(*) AS nb
				FROM order_lines l1
				JOIN offers o1 ON o1.id = l1.offer_id
				JOIN order_lines l2 ON l2.order_id = l1.order_id AND l2.id != l1.id
				JOIN offers o2 ON o2.id = l2.offer_id
				WHERE o1.product_id = " . $this->id . "
				GROUP BY o2.product_id ORDER BY nb DESC LIMIT " . intval($n);
		$related = array();
		$res = mysql_query($sql);
		while ($row = mysql_fetch_assoc($res)) {
			$related[] = get_product($row['product_id']);
		}
		return $related;
	}

	function save()
	{
		trigger_error('ProductOld::save: use Brico\Catalog\ProductRepository', E_USER_DEPRECATED);
		mysql_query("UPDATE products SET name = '" . mysql_real_escape_string($this->data['name']) . "' WHERE id = " . $this->id);
	}
}
