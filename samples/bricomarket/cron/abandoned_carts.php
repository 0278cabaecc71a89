#!/usr/bin/env php
<?php
declare(strict_types=1);

// Reminders, two days after. The expiry of the reservations already sends "cart_forgotten" (ticket 6210: choose one of them)
require __DIR__ . '/../includes/config.inc.php';
require_once INC_DIR . 'functions.inc.php';
require_once INC_DIR . 'catalog.inc.php';

use Brico\Cart\CartRepository;
use Brico\Kernel\Registry;

const MIN_TOTAL = 5000;

$db = Registry::get('db');
/** @var CartRepository $carts */
$carts = Registry::get('container')->get('cart.carts');
$run = $db->insert('cron_log', ['job' => 'abandoned_carts', 'status' => 'running', 'started_at' => date('Y-m-d H:i:s')]);

$sent = 0;
foreach ($carts->abandoned(new DateTime('-3 days'), new DateTime('-2 days')) as $cart) {
    $coupon = null;
    if ((int) $cart['total'] >= MIN_TOTAL && !$cart['coupon_id']) {
        $coupon = 'REV' . strtoupper(substr(md5($cart['id'] . date('Ymd')), 0, 7));
        $couponId = $db->insert('coupons', [
            'code' => $coupon,
            'type' => 'shipping',
            'amount' => 0,
            'valid_until' => date('Y-m-d', strtotime('+8 days')),
        ]);
        $carts->setCoupon($cart['id'], $couponId);
    }
    $items = $carts->items($cart['id']);
    foreach ($items as $i => $item) {
        $items[$i]['url'] = SITE_URL . product_url(get_product($item['product_id']));
    }
    send_mail($cart['email'], 'cart_forgotten', ['items' => $items, 'firstname' => $cart['firstname'], 'coupon' => $coupon]);
    $sent++;
}
$db->execute('UPDATE cron_log SET status = ? WHERE id = ?', ["ok: $sent", $run]);
