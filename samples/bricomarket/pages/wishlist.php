<?php
require_once INC_DIR . 'cart.inc.php';
require_once INC_DIR . 'catalog.inc.php';
require_once INC_DIR . 'reviews.inc.php';
require_login();

$wishlists = Brico\Kernel\Registry::get('container')->get('cart.wishlists');
$me = current_customer_id();
$id = (int) get_param('id', 0);
if ($id && !$wishlists->belongsTo($id, $me)) {
	flash('?');
	redirect('/index.php?page=wishlist');
}

if (isset($_POST['name'])) {
	$wishlists->create($me, get_param('name', 'Mes envies'));
	redirect('/index.php?page=wishlist');
}
if ($product = (int) get_param('remove', 0)) {
	$wishlists->remove($id, $product);
}
if (get_param('do', '') == 'cart') {
	foreach ($wishlists->items($id) as $item) {
		if ($item['offer']) cart_add($item['offer']->id, 1);
	}
	redirect('/panier');
}
?>
<h1><?= t('my_wishlists') ?></h1>
<?php include TPL_DIR . 'account/menu.phtml' ?>
<? /* les listes */ ?>
<ul>
<?php foreach ($wishlists->forCustomer($me) as $list) { ?>
	<li><a href="/index.php?page=wishlist&amp;id=<?= $list['id'] ?>"><?= h($list['name']) ?></a> (<?= $list['items'] ?>)</li>
<?php } ?>
</ul>
<?php if ($id): ?>
<table class="wishlist">
<?php foreach ($wishlists->items($id) as $item): $p = $item['product']; ?>
	<tr>
		<td><a href="/p/<?= $p->id ?>-<?= $p->slug ?>"><?= h($p->name) ?></a></td>
		<td><?= stars(product_rating($p->id)) ?></td>
		<td><?= $item['offer'] ? format_price($item['offer']->price) : t('out_of_stock') ?></td>
		<td><a href="/index.php?page=wishlist&amp;id=<?= $id ?>&amp;remove=<?= $p->id ?>"><?= t('remove') ?></a></td>
	</tr>
<?php endforeach ?>
</table>
<a href="/index.php?page=wishlist&amp;id=<?= $id ?>&amp;do=cart"><?= t('add_to_cart') ?></a>
<?php endif ?>
<form method="post"><input name="name"><button><?= t('save') ?></button></form>
<?php ?>
