<?php
include('../includes/admin.inc.php');
include_once('../includes/order.inc.php');
require_admin('orders');

$month = preg_match('/^\d{4}-\d\d$/', get_param('month', '')) ? $_GET['month'] : date('Y-m');
if (isset($_GET['pdf'])) {
	require_once CLASS_DIR . 'class.order_manager.php';
	$m = new OrderManager((int) $_GET['pdf']);
	redirect('/' . $m->invoicePdf());
}
if (isset($_GET['export'])) {
	require_once CLASS_DIR . 'class.order_manager.php';
	$m = new OrderManager();
	header('Content-Type: text/csv');
	header('Content-Disposition: attachment; filename=ventes-' . $month . '.txt');
	die($m->exportCompta("$month-01", "$month-31 23:59:59"));
}
$res = mysql_query("SELECT i.*, o.created_at, o.status, c.lastname, c.firstname,
	(SELECT SUM(l.vat) FROM order_lines l WHERE l.order_id = o.id) AS vat
	FROM invoices i
	INNER JOIN orders o ON o.id = i.order_id
	INNER JOIN customers c ON c.id = o.customer_id
	WHERE DATE_FORMAT(o.created_at, '%Y-%m') = '$month' ORDER BY i.number");
$sum = $vat = 0;
include('header.php');
print "<h1>Factures $month</h1><table>";
while ($i = mysql_fetch_array($res)) {
	print "<tr><td>" . $i['number'] . "</td><td>" . format_date($i['created_at']) . "</td><td>" . h($i['lastname'] . ' ' . $i['firstname']) . "</td>";
	print "<td align=right>" . format_price($i['total']) . "</td><td align=right>" . format_price($i['vat']) . "</td>";
	print "<td><a href='?pdf=" . $i['order_id'] . "'>" . ($i['pdf_path'] ? 'pdf' : 'cr&eacute;er') . "</a></td></tr>\n";
	$sum += $i['total'];
	$vat += $i['vat'];
}
print "<tr><th colspan=3>Total</th><th>" . format_price($sum) . "</th><th>" . format_price($vat) . "</th></tr></table>";
print "<a href='?export=1&month=$month'>Export comptable</a>";
include('footer.php');
?>

