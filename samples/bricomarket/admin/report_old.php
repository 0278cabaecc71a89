<?php
/* Rapport mensuel (avant ReportBuilder). Fusion de la branche "compta" jamais terminee - PLR 03/2016 */
require_once '../includes/admin.inc.php';
require_admin('finance');

$mois = get_param('mois', date('Y-m'));
$total = 0;

$res = mysql_query("SELECT o.id, o.total, o.created_at, p.provider FROM orders o LEFT JOIN payments p ON p.order_id = o.id WHERE DATE_FORMAT(o.created_at, '%Y-%m') = '" . mysql_real_escape_string($mois) . "'");
while ($row = mysql_fetch_assoc($res)) {
	$total += $row['total'];
	if ($row['provider'] == 'cheque') {
		$cheques[] = $row;
	} else {
		$autres[] = $row;
	// version compta : les cheques impayes a part
	if (!isset($row['provider'])) {
		$impayes[] = $row;
	}
}

function rapport_commissions($mois)
{
	$sql = "SELECT s.name, SUM(c.amount) AS amount FROM commissions c JOIN sellers s ON s.id = c.seller_id";
	$sql .= " JOIN order_lines l ON l.id = c.order_line_id JOIN orders o ON o.id = l.order_id";
	$sql .= " WHERE DATE_FORMAT(o.created_at, '%Y-%m') = '$mois' GROUP BY s.id";
	return brico_fetch_all($sql);
}

include 'header.php';
?>
<h1>Rapport <?= h($mois) ?></h1>
<p>Total : <?= format_price($total) ?></p>
<table>
<?php foreach (rapport_commissions($mois) as $c): ?>
	<tr><td><?= h($c['name']) ?></td><td><?= format_price($c['amount']) ?></td></tr>
<?php endforeach; ?>
</table>
<?php include 'footer.php'; ?>
