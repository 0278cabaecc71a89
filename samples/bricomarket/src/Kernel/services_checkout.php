<?php
/**
 * Cart, orders, payment, shipping: the second half of services.php (split to stop the merge conflicts).
 *
 * @var Brico\Kernel\Container $container
 */

use Brico\Cart\CartPricer;
use Brico\Cart\CartRepository;
use Brico\Cart\WishlistService;
use Brico\Checkout\OrderRepository;
use Brico\Checkout\OrderService;
use Brico\Kernel\Registry;
use Brico\Payment\PaymentService;
use Brico\Shipping\ShipmentService;
use Brico\Shipping\ShippingCalculator;

$db = Registry::get('db');

$container->set('cart.carts', function () use ($db) {
    return new CartRepository($db);
});
$container->set('cart.pricer', function () use ($db) {
    return new CartPricer($db);
});
$container->set('cart.wishlists', function () use ($db) {
    return new WishlistService($db);
});
$container->set('checkout.repository', function () use ($db) {
    return new OrderRepository($db);
});
$container->set('checkout.orders', function () use ($db) {
    return new OrderService($db);
});
$container->set('payment.payments', function () use ($db) {
    return new PaymentService($db);
});
$container->set('shipping.calculator', function () use ($db) {
    return new ShippingCalculator($db);
});
$container->set('shipping.shipments', function () use ($db) {
    return new ShipmentService($db);
});
