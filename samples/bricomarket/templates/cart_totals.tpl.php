<?php
// combien manque-t-il pour le port offert ?
$free = (int) get_setting('free_shipping_from');
$missing = $free - $cart->total();
?>
<table class="totals">
	<tr><td>HT</td><td><?= format_price($ht) ?></td></tr>
<?php if ($cart->coupon_id): $code = brico_fetch_one("SELECT code FROM coupons WHERE id = " . (int) $cart->coupon_id); ?>
	<tr><td><?= h($code['code']) ?></td><td></td></tr>
<?php endif ?>
	<tr><td><?= t('total') ?></td><td><b><?= format_price($cart->total()) ?></b></td></tr>
<?php if ($shipping !== null): ?>
	<tr><td>Livraison</td><td><?= $shipping ? format_price($shipping) : 'offerte' ?></td></tr>
<?php endif ?>
</table>
<?php if ($missing > 0): ?><p>Plus que <?= format_price($missing) ?> pour la livraison offerte</p><?php endif ?>
