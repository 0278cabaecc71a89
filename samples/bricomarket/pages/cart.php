<?php
/* Panier */
require_once INC_DIR . 'cart.inc.php';
require_once INC_DIR . 'catalog.inc.php';
require_once INC_DIR . 'shipping.inc.php';

use Brico\Cart\CouponChecker;
use Brico\Cart\InvalidCoupon;
use Brico\Kernel\Registry;

$cart = cart_current();

if ($add = (int) get_param('add', 0)) {
	cart_add($add, max(1, (int) get_param('qty', 1)));
	redirect('/index.php?page=cart');
}

switch (get_param('do', '')) {
	case 'update':
		foreach ((array) $_POST['qty'] as $offerId => $qty) {
			$qty = (int) $qty;
			if ($qty > stock_available($offerId)) {
				$qty = stock_available($offerId);
				flash(sprintf(t('stock_only_left'), $qty));
			}
			$cart->setQuantity($offerId, $qty);
		}
		redirect('/panier');
	case 'remove':
		$cart->remove((int) get_param('offer', 0));
		redirect('/panier');
	case 'coupon':
		$checker = new CouponChecker(Registry::get('db'));
		try {
			$coupon = $checker->check(get_param('code', ''), current_customer_id());
			$cart->setCoupon($coupon['id']);
		} catch (InvalidCoupon $e) {
			flash(t($e->getMessage()));
			log_event('coupon', $e->getCoupon() . ' ' . $e->getMessage());
		}
		redirect('/panier');
	case 'zip':
		$_SESSION['zip'] = preg_replace('/\D/', '', get_param('zip', ''));
		redirect('/panier');
}

foreach ($cart->refreshPrices() as $changed) {
	flash(sprintf(t('price_changed'), $changed['name']));
}
$sellers = cart_by_seller($cart);
?>
<h1><?= t('cart') ?></h1>
<?php if (!$sellers): ?>
	<p><?= t('cart_empty') ?></p>
	<?php if (!empty($_SESSION['last_viewed'])): ?>
		<h2><?= t('last_viewed') ?></h2>
		<?php foreach (array_slice($_SESSION['last_viewed'], 0, 4) as $id) { $p = get_product($id); include TPL_DIR . 'product_card.tpl.php'; } ?>
	<?php endif; ?>
<?php else: ?>
<form method="post" action="/index.php?page=cart&amp;do=update">
<?php foreach ($sellers as $sellerId => $seller): ?>
	<h3><a href="/vendeur/<?= $sellerId ?>"><?= h($seller['name']) ?></a></h3>
	<table>
	<?php foreach ($seller['items'] as $item) include TPL_DIR . 'cart/line.phtml'; ?>
	</table>
<?php endforeach; ?>
	<button><?= t('change') ?></button>
</form>
<form method="post" action="/index.php?page=cart&amp;do=coupon"><input name="code"><button>OK</button></form>
<form method="post" action="/index.php?page=cart&amp;do=zip">
	<input name="zip" size="5" value="<?= isset($_SESSION['zip']) ? h($_SESSION['zip']) : '' ?>"><button>OK</button>
</form>
<?php
	$shipping = isset($_SESSION['zip']) ? shipping_cost($cart, $_SESSION['zip']) : null;
	render_tpl('cart_totals', array('cart' => $cart, 'shipping' => $shipping, 'ht' => cart_total_ht()));
?>
<p><a class="button" href="/commande"><?= t('to_checkout') ?></a></p>
<?php endif;
