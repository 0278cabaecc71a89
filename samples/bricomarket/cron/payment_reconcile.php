#!/usr/bin/env php
<?php
/* Paiements restes "pending" : la banque a peut-etre repondu pendant une panne (toutes les 20 min) */
require dirname(__FILE__) . '/../includes/config.inc.php';
require_once INC_DIR . 'functions.inc.php';
require_once INC_DIR . 'order.inc.php';

use Brico\Kernel\Registry;
use Brico\Payment\PaymentException;

$service = Registry::get('container')->get('payment.payments');
$sql = <<<SQL
SELECT p.id, p.order_id, p.provider, o.status AS order_status
  FROM payments p
  JOIN orders o ON o.id = p.order_id
 WHERE p.status = 'pending'
   AND p.created_at BETWEEN NOW() - INTERVAL 2 DAY AND NOW() - INTERVAL 15 MINUTE
SQL;

$changed = 0;
foreach (brico_fetch_all($sql) as $p) {
	try {
		$status = $service->status($p['id']);
	} catch (PaymentException $e) {
		Registry::get('logger')->error('reconcile ' . $p['id'] . ': ' . $e->getMessage());
		continue;
	}
	if ($status == 'captured' && $p['order_status'] == 'new') {
		order_set_status($p['order_id'], 'paid', 'reconcile');
		$changed++;
	} elseif ($status == 'captured' && $p['order_status'] == 'cancelled') {
		// payee apres l'annulation : rembourser
		$refunds = new Brico\Payment\RefundService(Registry::get('db'));
		$refunds->refund($p['order_id'], order_total($p['order_id']), 'cancelled before payment');
	}
}
brico_query("UPDATE payments SET status = 'refused' WHERE status = 'pending' AND created_at < NOW() - INTERVAL 2 DAY");
brico_insert('cron_log', array('job' => 'payment_reconcile', 'status' => "ok: $changed", 'started_at' => date('Y-m-d H:i:s')));
