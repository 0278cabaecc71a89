<?php
require_once INC_DIR . 'seller.inc.php';
require_once CLASS_DIR . 'class.seller_account.php';

$seller = require_seller();
$account = new SellerAccount($seller['id']);
$sid = (int) $seller['id'];

$month = brico_fetch_one("SELECT COUNT(DISTINCT o.id) AS orders, SUM(l.quantity * l.unit_price) AS total
  FROM orders o JOIN order_lines l ON l.order_id = o.id
  WHERE l.seller_id = $sid AND o.created_at >= '" . date('Y-m-01') . "'");
$low = brico_fetch_all("SELECT p.name, sl.quantity - sl.reserved AS n FROM stock_levels sl JOIN offers o ON o.id = sl.offer_id JOIN products p ON p.id = o.product_id WHERE o.seller_id = $sid AND sl.quantity - sl.reserved < 5 ORDER BY n");
$returns = brico_fetch_all("SELECT r.id, r.reason, r.order_id FROM returns r JOIN shipments s ON s.id = r.shipment_id WHERE s.seller_id = $sid AND r.status = 'open'");
$questions = brico_fetch_one("SELECT COUNT(*) AS n FROM questions q JOIN offers o ON o.product_id = q.product_id LEFT JOIN answers a ON a.question_id = q.id WHERE o.seller_id = $sid AND a.id IS NULL");
?>
<h1>Bonjour <?= h($seller['name']) ?></h1>
<ul class="figures">
  <li><?= (int) $month['orders'] ?> commandes ce mois-ci, <?= format_price((int) $month['total']) ?></li>
  <li>Solde : <?= format_price($account->balance()) ?></li>
  <li><a href="/index.php?page=seller_orders"><?= count($account->ordersToShip()) ?> &agrave; exp&eacute;dier</a></li>
  <li><a href="/index.php?page=question_answer"><?= (int) $questions['n'] ?> questions sans r&eacute;ponse</a></li>
</ul>
<?php if (count($low)): ?>
<h2>Stock bas</h2>
<table>
  <?php foreach ($low as $row): ?><tr><td><?= h($row['name']) ?></td><td><?= (int) $row['n'] ?></td></tr><?php endforeach ?>
</table>
<?php endif ?>
<?php foreach ($returns as $r): ?>
<p class="warn">Retour n<?= $r['id'] ?> (commande <?= $r['order_id'] ?>) : <?= h($r['reason']) ?></p>
<?php endforeach ?>
