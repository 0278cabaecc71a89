<?php
require_once dirname(__FILE__) . '/functions.inc.php';
require_once dirname(__FILE__) . '/stock.inc.php';

function get_seller($id)
{
  return brico_fetch_one("SELECT * FROM sellers WHERE id = " . (int) $id);
}

function seller_offers($sellerId, $status = '')
{
  $sql = <<<SQL
    SELECT o.*, p.name, p.sku, p.slug, SUM(sl.quantity) AS quantity, SUM(sl.reserved) AS reserved
      FROM offers o
      JOIN products p ON p.id = o.product_id
      LEFT JOIN stock_levels sl ON sl.offer_id = o.id
     WHERE o.seller_id = $sellerId
SQL;
  if ($status) {
    $sql .= " AND o.status = '" . brico_escape($status) . "'";
  }
  return brico_fetch_all($sql . ' GROUP BY o.id ORDER BY p.name');
}

// same rule as OfferRepository::bestOffer(), more or less (no rating here)
function best_offer($productId)
{
  $offers = brico_fetch_all("SELECT o.*, s.name AS seller FROM offers o JOIN sellers s ON s.id = o.seller_id WHERE o.status = 'active' AND s.status = 'active' AND o.product_id = " . (int) $productId . " ORDER BY o.price");
  foreach ($offers as $offer) {
    if (stock_available($offer['id']) > 0) {
      return $offer;
    }
  }
  return null;
}

function other_offers($productId, $exceptId)
{
  return brico_fetch_all("SELECT o.*, s.name AS seller, s.rating FROM offers o, sellers s WHERE s.id = o.seller_id AND o.product_id = " . (int) $productId . " AND o.id != " . (int) $exceptId . " AND o.status = 'active' ORDER BY o.price");
}

function current_seller_id()
{
  return isset($_SESSION['seller_id']) ? (int) $_SESSION['seller_id'] : 0;
}

function require_seller()
{
  if (!current_seller_id()) {
    flash(t('please_log_in'));
    redirect('/index.php?page=seller_login');
  }
  $seller = get_seller(current_seller_id());
  if ($seller['status'] == 'suspended') {
    unset($_SESSION['seller_id']);
    redirect('/index.php?page=seller_login&suspended=1');
  }
  return $seller;
}
