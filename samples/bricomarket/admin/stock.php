<?php
require_once '../includes/admin.inc.php';
require_once '../includes/stock.inc.php';
require_admin('stock');

// inventaire
if (isset($_POST['counted'])) {
	foreach ($_POST['counted'] as $offer_id => $n) {
		if ($n === '') continue;
		$level = brico_fetch_one("SELECT SUM(quantity) AS n FROM stock_levels WHERE offer_id = " . (int) $offer_id);
		if ($level['n'] != $n) {
			stock_move($offer_id, $n - $level['n'], 'inventaire ' . date('d/m/Y'));
		}
	}
}
$warehouse = (int) get_param('warehouse', 1);
$res = brico_query("SELECT sl.*, p.sku, p.name, s.name AS seller
	FROM stock_levels sl, offers o, products p, sellers s
	WHERE o.id = sl.offer_id AND p.id = o.product_id AND s.id = o.seller_id AND sl.warehouse_id = $warehouse
	ORDER BY p.sku");
include 'header.php';
?>
<form method="post">
<table>
	<tr><th>Ref</th><th>Produit</th><th>Vendeur</th><th>Stock</th><th>R&eacute;serv&eacute;</th><th>Compt&eacute;</th></tr>
	<?php while ($row = brico_fetch($res)): ?>
	<tr<?= $row['quantity'] < $row['reserved'] ? ' class="red"' : '' ?>>
		<td><?= h($row['sku']) ?></td><td><?= h($row['name']) ?></td><td><?= h($row['seller']) ?></td>
		<td><?= $row['quantity'] ?></td><td><?= $row['reserved'] ?></td>
		<td><input size="4" name="counted[<?= $row['offer_id'] ?>]"></td>
	</tr>
	<?php endwhile; ?>
</table>
<button>Valider l'inventaire</button>
</form>
<?php
if (get_param('audit', '')) {
	$log = new Brico\Stock\MovementLog(Brico\Kernel\Registry::get('db'));
	echo '<pre>';
	print_r($log->audit());
	echo '</pre>';
}
include 'footer.php';
