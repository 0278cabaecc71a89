<?php
/*
 * Synchronisation avec l'entrepot central (fichier depose par FTP toutes les heures)
 * format : sku;vendeur;quantite
 */
include dirname(__FILE__) . '/../includes/config.inc.php';
include_once INC_DIR . 'db.inc.php';
include_once INC_DIR . 'stock.inc.php';

$file = get_setting('stock_file');
if (!file_exists($file)) {
	log_event('stock', 'pas de fichier');
	exit;
}
$n = 0;
foreach (file($file) as $line) {
	list($sku, $seller, $qty) = explode(';', trim($line));
	$sql = "SELECT o.id, sl.quantity FROM offers o";
	$sql .= " JOIN products p ON p.id = o.product_id";
	$sql .= " LEFT JOIN stock_levels sl ON sl.offer_id = o.id AND sl.warehouse_id = 1";
	$sql .= " WHERE p.sku = '" . mysql_real_escape_string($sku) . "' AND o.seller_id = " . intval($seller);
	$res = mysql_query($sql);
	$row = mysql_fetch_assoc($res);
	if (!$row) {
		log_event('stock', "inconnu $sku / $seller");
		continue;
	}
	// les commandes payees mais pas encore parties sont deja sorties chez nous
	$open = mysql_fetch_assoc(mysql_query("SELECT SUM(l.quantity) AS q FROM order_lines l, orders o WHERE o.id = l.order_id AND o.status = 'paid' AND l.offer_id = " . $row['id']));
	$delta = $qty - $open['q'] - $row['quantity'];
	if ($delta != 0) {
		stock_move($row['id'], $delta, 'entrepot');
		$n++;
	}
}
rename($file, $file . '.' . date('YmdHi'));
mysql_query("INSERT INTO cron_log (job, status, started_at) VALUES ('stock_sync', '$n', NOW())");
