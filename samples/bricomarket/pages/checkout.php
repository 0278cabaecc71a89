<?php
/* Tunnel de commande. Une etape = un fichier pages/checkout_<etape>.php */
require_once INC_DIR . 'cart.inc.php';
require_once INC_DIR . 'order.inc.php';
require_once INC_DIR . 'payment.inc.php';
require_once INC_DIR . 'shipping.inc.php';

use Brico\Checkout\CheckoutFlow;
use Brico\Kernel\Registry;

$cart = cart_current();
if (get_param('step', '') == 'return') {
	// retour de la banque : le panier peut etre deja vide
	include 'pages/payment_return.php';
	return;
}
if ($cart->isEmpty()) {
	redirect('/panier');
}
if (!is_logged_in()) {
	$_SESSION['checkout_step'] = 'address';
	redirect('/index.php?page=login');
}
$flow = new CheckoutFlow($_SESSION, Registry::get('db'));
if (isset($_GET['step'])) {
	$flow->goBackTo($_GET['step']);
}
$step = $flow->step();
$title = t('checkout') . ' - ' . t('checkout_' . $step);

render_tpl('checkout/steps', array('steps' => $flow->steps(), 'current' => $step));
include 'pages/checkout_' . $step . '.php';
