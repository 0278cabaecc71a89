<?php
// commandes jamais payees : annulees apres 3 jours (le cheque a 15 jours, JM)
require dirname(__FILE__) . '/../includes/config.inc.php';
require_once INC_DIR . 'order.inc.php';
require_once CLASS_DIR . 'class.order_manager.php';

$repository = Brico\Kernel\Registry::get('container')->get('checkout.repository');
$n = 0;
foreach ($repository->unpaidSince(new DateTime('-3 days')) as $row) {
	$manager = new OrderManager($row['id']);
	$last = brico_fetch_one("SELECT provider FROM payments WHERE order_id = " . $row['id'] . " ORDER BY id DESC LIMIT 1");
	if ($last && $last['provider'] == 'cheque' && strtotime($manager->order['created_at']) > time() - 15 * 86400) {
		continue;
	}
	if ($manager->cancel('non payee')) {
		$n++;
	} else {
		log_event('order', 'cancel_unpaid ' . $row['id'] . ': ' . implode(', ', $manager->errors));
	}
}
brico_insert('cron_log', array('job' => 'cancel_unpaid', 'status' => "ok: $n", 'started_at' => date('Y-m-d H:i:s')));
