<?php
require_once '../includes/admin.inc.php';
require_once '../includes/order.inc.php';
require_admin('orders');

// actions sur plusieurs commandes
if (!empty($_POST['ids'])) {
	require_once CLASS_DIR . 'class.order_manager.php';
	foreach ((array) $_POST['ids'] as $id) {
		$manager = new OrderManager((int) $id);
		switch ($_POST['bulk']) {
			case 'cancel':
				if (!$manager->cancel('back-office')) {
					flash($id . ' : ' . implode(', ', $manager->errors));
				}
				break;
			case 'invoice':
				$manager->invoicePdf();
				break;
			case 'remind':
				$manager->mailCustomer('order_waiting');
				break;
		}
		admin_log($_POST['bulk'] . ' order ' . $id);
	}
	redirect('orders.php');
}

$where = '1';
if ($s = get_param('status', '')) {
	$where .= " AND o.status = '" . brico_escape($s) . "'";
}
if ($q = get_param('q', '')) {
	$q = brico_escape($q);
	$where .= " AND (o.id = '$q' OR c.email LIKE '%$q%' OR c.lastname LIKE '$q%' OR i.number = '$q' OR EXISTS (SELECT 1 FROM shipments sh WHERE sh.order_id = o.id AND sh.tracking = '$q'))";
}
if ($seller = (int) get_param('seller', 0)) {
	$where .= " AND o.id IN (SELECT order_id FROM order_lines WHERE seller_id = $seller)";
}
$sql = "SELECT o.*, c.email, c.lastname, i.number, f.score, p.provider, p.status AS pay_status,";
$sql .= " (SELECT GROUP_CONCAT(DISTINCT s.name) FROM order_lines l JOIN sellers s ON s.id = l.seller_id WHERE l.order_id = o.id) AS sellers,";
$sql .= " (SELECT COUNT(*) FROM " . DB_PREFIX . "tickets t WHERE t.order_id = o.id AND t.status = 'open') AS tickets";
$sql .= " FROM orders o JOIN customers c ON c.id = o.customer_id";
$sql .= " LEFT JOIN invoices i ON i.order_id = o.id LEFT JOIN fraud_scores f ON f.order_id = o.id LEFT JOIN payments p ON p.order_id = o.id";
$sql .= " WHERE $where GROUP BY o.id ORDER BY o.id DESC LIMIT " . 50 * (max(1, (int) get_param('p', 1)) - 1) . ", 50";
$orders = brico_fetch_all($sql);
$count = brico_fetch_one("SELECT COUNT(DISTINCT o.id) AS n FROM orders o JOIN customers c ON c.id = o.customer_id LEFT JOIN invoices i ON i.order_id = o.id WHERE $where");

include 'header.php';
?>
<h1>Commandes (<?= $count['n'] ?>)</h1>
<form><input name="q" value="<?= h(get_param('q', '')) ?>">
<select name="status"><option></option>
<?php foreach ($GLOBALS['order_statuses'] as $code => $label): ?><option value="<?= $code ?>"<?= $s == $code ? ' selected' : '' ?>><?= $label ?></option><?php endforeach; ?>
</select><button>OK</button></form>
<form method="post">
<table>
<?php foreach ($orders as $o): ?>
	<tr class="<?= $o['status'] ?><?= $o['score'] >= 60 ? ' fraud' : '' ?>">
		<td><input type="checkbox" name="ids[]" value="<?= $o['id'] ?>"></td>
		<td><a href="order.php?id=<?= $o['id'] ?>"><?= $o['id'] ?></a></td>
		<td><?= format_date($o['created_at']) ?></td>
		<td><a href="customers.php?id=<?= $o['customer_id'] ?>"><?= h($o['lastname']) ?></a></td>
		<td><?= h($o['sellers']) ?></td>
		<td><?= format_price($o['total']) ?></td>
		<td><?= $o['provider'] ?> <?= $o['pay_status'] ?></td>
		<td><?= order_status_label($o['status']) ?></td>
		<td><?= $o['number'] ?></td>
		<td><?php if ($o['tickets']): ?><a href="tickets.php?order=<?= $o['id'] ?>"><?= $o['tickets'] ?> SAV</a><?php endif; ?></td>
	</tr>
<?php endforeach; ?>
</table>
<select name="bulk"><option value="invoice">factures</option><option value="remind">relancer</option><option value="cancel">annuler</option></select><button>OK</button>
</form>
<?= paginate($count['n'], 50, 'orders.php?status=' . $s) ?>
<?php include 'footer.php'; ?>
