<?php
require_once '../includes/admin.inc.php';
require_once '../includes/shipping.inc.php';
require_once '../includes/seller.inc.php';
require_admin('shipping');

use Brico\Kernel\Registry;
use Brico\Shipping\LabelPrinter;
use Brico\Shipping\ShipmentRepository;

$repository = new ShipmentRepository(Registry::get('db'));
if (!empty($_POST['ids']) && isset($_POST['labels'])) {
	$printer = new LabelPrinter($repository);
	$printer->output(array_map('intval', $_POST['ids']));
	exit;
}
if (isset($_GET['track'])) {
	try {
		flash(Registry::get('container')->get('shipping.shipments')->track((int) $_GET['track']));
	} catch (Exception $e) {
		flash($e->getMessage());
	}
	redirect('shipments.php');
}
$status = get_param('status', 'created');
$sql = "SELECT s.*, k.code AS carrier_code, k.name AS carrier, v.name AS seller, o.created_at, a.zip, a.city FROM shipments s";
$sql .= " JOIN carriers k ON k.id = s.carrier_id JOIN sellers v ON v.id = s.seller_id";
$sql .= " JOIN orders o ON o.id = s.order_id LEFT JOIN addresses a ON a.id = o.address_id";
$sql .= " WHERE s.status = '" . brico_escape($status) . "'";
if ($carrier = (int) get_param('carrier', 0)) {
	$sql .= " AND s.carrier_id = $carrier";
}
$rows = brico_fetch_all($sql . " ORDER BY s.id DESC LIMIT 200");
// commandes payees que personne n'a expediees
$late = brico_fetch_all("SELECT o.id, v.name, MAX(f.lead_time) AS lead, DATEDIFF(NOW(), o.created_at) AS days FROM orders o JOIN order_lines l ON l.order_id = o.id JOIN offers f ON f.id = l.offer_id JOIN sellers v ON v.id = l.seller_id LEFT JOIN shipments s ON s.order_id = o.id AND s.seller_id = l.seller_id WHERE o.status = 'paid' AND s.id IS NULL GROUP BY o.id, v.id HAVING days > lead + 1");
include 'header.php';
?>
<h1>Exp&eacute;ditions</h1>
<form method="post">
<table>
<?php foreach ($rows as $s): ?>
	<tr><td><input type="checkbox" name="ids[]" value="<?= $s['id'] ?>"></td>
	<td><a href="order.php?id=<?= $s['order_id'] ?>"><?= $s['order_id'] ?></a></td>
	<td><?= h($s['seller']) ?></td><td><?= h($s['carrier']) ?></td>
	<td><a href="<?= h(tracking_url($s)) ?>"><?= h($s['tracking']) ?></a></td>
	<td><?= h($s['zip'] . ' ' . $s['city']) ?></td><td><a href="?track=<?= $s['id'] ?>"><?= $s['status'] ?></a></td></tr>
<?php endforeach; ?>
</table>
<button name="labels" value="1">&Eacute;tiquettes</button>
</form>
<h2>En retard (<?= count($late) ?>)</h2>
<ul><?php foreach ($late as $l): ?><li><a href="order.php?id=<?= $l['id'] ?>"><?= $l['id'] ?></a> <?= h($l['name']) ?> : <?= $l['days'] ?> jours</li><?php endforeach; ?></ul>
<?php include 'footer.php'; ?>
