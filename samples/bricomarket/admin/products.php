<?php
require_once '../includes/admin.inc.php';
require_once '../includes/catalog.inc.php';
require_admin('catalog');

$status = get_param('status', '');
$q = get_param('q', '');
$page = max(1, (int) get_param('p', 1));

if (get_param('do', '') == 'disable') {
	$id = (int) get_param('id', 0);
	brico_update('products', array('status' => 'disabled'), 'id = ' . $id);
	// sinon ils restent dans les paniers
	brico_query("DELETE ci FROM cart_items ci JOIN offers o ON o.id = ci.offer_id WHERE o.product_id = $id");
	brico_query("DELETE FROM search_index WHERE product_id = $id");
	brico_query("INSERT INTO " . DB_PREFIX . "log (user_id, action, created_at) VALUES (" . (int) $_SESSION['admin_id'] . ", 'product $id disabled', NOW())");
	redirect('products.php');
}

$sql = "SELECT p.*, b.name AS brand, c.name AS category, COUNT(o.id) AS offers, MIN(o.price) AS price ";
$sql .= "FROM products p ";
$sql .= "LEFT JOIN brands b ON b.id = p.brand_id ";
$sql .= "LEFT JOIN categories c ON c.id = p.category_id ";
$sql .= "LEFT JOIN offers o ON o.product_id = p.id ";
$sql .= "WHERE 1 ";
if ($status != '') {
	$sql .= "AND p.status = '" . brico_escape($status) . "' ";
}
if ($q != '') {
	$sql .= "AND (p.sku = '" . brico_escape($q) . "' OR p.name LIKE '%" . brico_escape($q) . "%') ";
}
$sql .= "GROUP BY p.id ORDER BY p.created_at DESC LIMIT " . (($page - 1) * 50) . ", 50";
$products = brico_fetch_all($sql);

include 'header.php';
?>
<h1>Produits</h1>
<form><input name="q" value="<?= h($q) ?>">
<select name="status">
	<?php foreach (array('', 'draft', 'active', 'disabled') as $s): ?>
	<option<?= $s == $status ? ' selected' : '' ?>><?= $s ?></option>
	<?php endforeach; ?>
</select><button>OK</button></form>
<table>
<?php foreach ($products as $p): ?>
	<tr>
		<td><a href="product_edit.php?id=<?= $p['id'] ?>"><?= h($p['sku']) ?></a></td>
		<td><?= h($p['name']) ?></td><td><?= h($p['brand']) ?></td><td><?= h($p['category']) ?></td>
		<td><?= $p['offers'] ?> offres</td><td><?= $p['price'] ? format_price($p['price']) : '-' ?></td>
		<td><a href="<?= product_url($p) ?>">voir</a> <a href="?do=disable&amp;id=<?= $p['id'] ?>">d&eacute;sactiver</a></td>
	</tr>
<?php endforeach; ?>
</table>
<?php include 'footer.php'; ?>
