<?php
// refuse a price that drops by more than 80 % (a comma lost in the feed, it happened twice)
$check = function ($row, $seller) {
	$old = brico_fetch_one("SELECT o.price FROM offers o JOIN products p ON p.id = o.product_id WHERE p.sku = '" . brico_escape($row['sku']) . "' AND o.seller_id = " . (int) $seller['id']);
	if (!$old) {
		return null;
	}
	$new = 100 * (float) str_replace(',', '.', $row['price']);
	if ($new < $old['price'] * 0.2) {
		log_event('import', 'price drop refused for ' . $row['sku']);
		return 'price drop: ' . format_price($old['price']) . ' -> ' . format_price($new);
	}
	return null;
};
