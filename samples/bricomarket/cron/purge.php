<?php
// grand menage du dimanche : chacun y a ajoute ses tables
include dirname(__FILE__) . '/../includes/config.inc.php';
include_once INC_DIR . 'functions.inc.php';

$rules = array(
	'carts' => "updated_at < NOW() - INTERVAL 3 MONTH AND customer_id IS NULL",
	'search_log' => "created_at < NOW() - INTERVAL 13 MONTH",
	'bo_log' => "created_at < NOW() - INTERVAL 2 YEAR",
	'cron_log' => "started_at < NOW() - INTERVAL 1 MONTH",
	'mail_queue' => "sent_at < NOW() - INTERVAL 2 MONTH",
	'price_history' => "changed_at < NOW() - INTERVAL 3 YEAR",
);
foreach ($rules as $table => $where) {
	brico_query("DELETE FROM $table WHERE $where");
}
// orphelins (tables MyISAM sans cle etrangere)
brico_query("DELETE ci FROM cart_items ci LEFT JOIN carts c ON c.id = ci.cart_id WHERE c.id IS NULL");
brico_query("DELETE FROM customer_tokens WHERE type = 'password' AND id < (SELECT * FROM (SELECT MAX(id) - 10000 FROM customer_tokens) x)");
brico_query("DELETE i FROM product_images i LEFT JOIN products p ON p.id = i.product_id WHERE p.id IS NULL");

// billets sans nouvelles du client
$days = (int) Brico\Kernel\Registry::get('config')->get('tickets.close_after_days');
$res = brico_query("SELECT id FROM " . DB_PREFIX . "tickets WHERE status = 'waiting' ORDER BY id LIMIT 500");
while ($ticket = brico_fetch($res)) {
	$last = brico_fetch_one("SELECT l.created_at FROM " . DB_PREFIX . "log l WHERE l.action LIKE '%ticket " . $ticket['id'] . "' ORDER BY l.id DESC LIMIT 1");
	if ($last && strtotime($last['created_at']) < time() - $days * 86400) {
		brico_update(DB_PREFIX . 'tickets', array('status' => 'closed'), 'id = ' . $ticket['id']);
	}
}
brico_insert('cron_log', array('job' => 'purge', 'status' => 'ok', 'started_at' => date('Y-m-d H:i:s')));
