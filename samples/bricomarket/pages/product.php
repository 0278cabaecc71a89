<?php
/* Fiche produit - JM 2006, refonte 2014 PLR */
require_once INC_DIR . 'catalog.inc.php';
require_once INC_DIR . 'reviews.inc.php';
require_once INC_DIR . 'stock.inc.php';
require_once INC_DIR . 'shipping.inc.php';
require_once INC_DIR . 'advice.inc.php';
require_once INC_DIR . 'cart.inc.php';

$id = (int) get_param('id', 0);
$product = get_product($id);
if (!$product || $product['status'] != 'active') {
	header('HTTP/1.0 404 Not Found');
	include 'pages/error404.php';
	return;
}
$old = new ProductOld($id);

// derniers produits vus
if (!isset($_SESSION['last_viewed'])) {
	$_SESSION['last_viewed'] = array();
}
array_unshift($_SESSION['last_viewed'], $id);
$_SESSION['last_viewed'] = array_slice(array_unique($_SESSION['last_viewed']), 0, 8);

$offer = best_offer($id);
$rating = product_rating($id);
$reviews = review_list($id);
$questions = question_list($id);

if ($offer && isset($_POST['add'])) {
	cart_add($offer['id'], max(1, (int) $_POST['qty']));
	flash(t('added_to_cart'));
	redirect('/index.php?page=cart');
}

$articles = brico_fetch_all("SELECT a.slug, a.title FROM articles a JOIN article_products ap ON ap.article_id = a.id WHERE a.status = 'published' AND ap.product_id = $id LIMIT 3");
$title = $product['name'] . ' - ' . $product['brand'];
?>
<?php include TPL_DIR . 'catalog/breadcrumb.phtml'; ?>
<div class="product" id="p<?= $id ?>">
	<h1><?= h($product['name']) ?></h1>
	<div class="images">
	<?php foreach ($product['images'] as $i => $image): ?>
		<img src="/data/images/l/<?= h($image['path']) ?>" alt="<?= h($product['name']) ?>"<?= $i ? ' class="small"' : '' ?>>
	<?php endforeach; ?>
	</div>
	<p><?= stars($rating) ?> <a href="#reviews"><?= count($reviews) ?> avis</a></p>
	<?php if ($offer): ?>
		<p class="price"><?= format_price($offer['price']) ?>
			<small>dont TVA <?= vat_rate($id) ?> %, soit <?= format_price($old->getPriceHT()) ?> HT</small></p>
		<p>Vendu par <a href="/index.php?page=seller&amp;id=<?= $offer['seller_id'] ?>"><?= h($offer['seller']) ?></a>
			<?= stock_label($offer['id']) ?></p>
		<form method="post">
			<input name="qty" value="1" size="2"> <button name="add" value="1"><?= t('add_to_cart') ?></button>
		</form>
		<?php if (isset($_SESSION['zip'])): ?>
			<p>Livraison : <?= format_price(shipping_cost(array(array('offer_id' => $offer['id'], 'quantity' => 1)), $_SESSION['zip'])) ?></p>
		<?php endif; ?>
	<?php else: ?>
		<p class="nostock"><?= t('out_of_stock') ?></p>
	<?php endif; ?>

	<?php render_tpl('offer_table', array('offers' => other_offers($id, $offer ? $offer['id'] : 0))); ?>

	<div class="description"><?= $product['description'] ?></div>
	<table class="attributes">
	<?php foreach ($old->getAttributes() as $a): ?>
		<tr><th><?= h($a['name']) ?></th><td><?= h($a['value'] . ' ' . $a['unit']) ?></td></tr>
	<?php endforeach; ?>
	</table>

	<?php if ($articles): ?>
	<h2>Nos conseils</h2>
	<ul>
		<?php foreach ($articles as $article): ?>
		<li><a href="/conseils/<?= h($article['slug']) ?>"><?= h($article['title']) ?></a></li>
		<?php endforeach ?>
	</ul>
	<?php endif; ?>

	<h2 id="reviews">Avis</h2>
	<?php foreach ($reviews as $review) render_tpl('review_item', array('review' => $review)); ?>
	<?php if (is_logged_in()): ?>
		<a href="/index.php?page=review_write&amp;id=<?= $id ?>"><?= t('write_review') ?></a>
	<?php endif; ?>

	<h2>Questions</h2>
	<dl>
	<?php foreach ($questions as $q): ?>
		<dt><?= h($q['body']) ?></dt>
		<?php foreach ($q['answers'] as $a): ?><dd><?= h($a['body']) ?> <em><?= h($a['seller']) ?></em></dd><?php endforeach; ?>
	<?php endforeach; ?>
	</dl>
	<h2><?= t('bought_together') ?></h2>
	<?php foreach ($old->getRelated() as $p): ?>
		<?php include TPL_DIR . 'product_card.tpl.php'; ?>
	<?php endforeach; ?>
</div>
