#!/usr/bin/env php
<?php
require __DIR__ . '/../includes/config.inc.php';
require_once INC_DIR . 'functions.inc.php';
require_once INC_DIR . 'stock.inc.php';

$reservations = new \Brico\Stock\ReservationRepository(\Brico\Kernel\Registry::get('db'));
$carts = [];
foreach ($reservations->expired() as $reservation) {
    stock_manager()->release($reservation['id']);
    $carts[$reservation['cart_id']] = $reservation['customer_id'];
}

// forgotten carts: one mail, only to customers that we know
foreach ($carts as $cartId => $customerId) {
    if (!$customerId) {
        continue;
    }
    $customer = brico_fetch_one('SELECT email, firstname FROM customers WHERE id = ' . (int) $customerId);
    $items = brico_fetch_all('SELECT p.name, ci.quantity FROM cart_items ci JOIN offers o ON o.id = ci.offer_id JOIN products p ON p.id = o.product_id WHERE ci.cart_id = ' . (int) $cartId);
    if ($items) {
        send_mail($customer['email'], 'cart_forgotten', ['items' => $items, 'firstname' => $customer['firstname']]);
    }
}
echo count($carts) . " carts\n";
