<?php
// public page of a seller
require_once INC_DIR . 'seller.inc.php';
require_once INC_DIR . 'catalog.inc.php';
require_once INC_DIR . 'reviews.inc.php';

$seller = get_seller(get_param('id', 0));
if (!$seller || $seller['status'] != 'active') {
  redirect('/');
}
$offers = seller_offers($seller['id'], 'active');
$reviews = brico_fetch_all("SELECT r.rating, r.title, r.body FROM reviews r JOIN order_lines l ON l.id = r.order_line_id WHERE l.seller_id = " . (int) $seller['id'] . " AND r.status = 'published' ORDER BY r.id DESC LIMIT 5");
$sent = brico_fetch_one("SELECT COUNT(*) AS n FROM shipments WHERE seller_id = " . (int) $seller['id'] . " AND status = 'delivered'");
?>
<h1><?= h($seller['name']) ?> <?= stars($seller['rating']) ?></h1>
<p><?= (int) $sent['n'] ?> colis livr&eacute;s</p>
<ul class="offers">
<?php foreach ($offers as $o): ?>
  <li>
    <a href="<?= h(product_url(array('id' => $o['product_id'], 'slug' => $o['slug'], 'name' => $o['name']))) ?>"><?= h($o['name']) ?></a>
    <?= format_price($o['price']) ?>
    <?php if ($o['quantity'] - $o['reserved'] < 1): ?><em><?= t('out_of_stock') ?></em><?php endif; ?>
  </li>
<?php endforeach; ?>
</ul>
<?php foreach ($reviews as $review): ?>
  <blockquote><?= stars($review['rating']) ?> <strong><?= h($review['title']) ?></strong> <?= nl2br(h($review['body'])) ?></blockquote>
<?php endforeach; ?>
