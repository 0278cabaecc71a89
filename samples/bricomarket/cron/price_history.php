<?php
require dirname(__FILE__) . '/../includes/config.inc.php';
require_once INC_DIR . 'functions.inc.php';
require_once INC_DIR . 'customer.inc.php';

use Brico\Catalog\PriceHistory;
use Brico\Kernel\Clock;
use Brico\Kernel\Registry;
use Brico\Seller\OfferRepository;

$db = Registry::get('db');
$history = new PriceHistory($db, new Clock());
$offers = new OfferRepository($db);
$changed = array();

foreach ($db->fetchAll("SELECT id FROM offers WHERE status = 'active'", array()) as $row) {
  $offer = $offers->find($row['id']);
  if ($history->record($offer)) {
    $changed[$offer->productId] = $offer->price;
  }
}

// tell the customers who have the product in a wishlist
foreach ($changed as $productId => $price) {
  $people = brico_fetch_all("SELECT DISTINCT w.customer_id FROM wishlists w JOIN wishlist_items i ON i.wishlist_id = w.id WHERE i.product_id = $productId");
  foreach ($people as $p) {
    $customer = get_customer($p['customer_id']);
    if ($customer['newsletter']) {
      send_mail($customer['email'], 'price_drop', array('product_id' => $productId, 'price' => $price));
    }
  }
}
