<?php
/* Points de fidelite des commandes livrees, 15 jours apres (delai de retour) - tous les jours 5h */
require dirname(__FILE__) . '/../includes/config.inc.php';
require_once INC_DIR . 'functions.inc.php';
require_once INC_DIR . 'customer.inc.php';

$loyalty = Brico\Kernel\Registry::get('container')->get('customer.loyalty');
$sql = "SELECT o.id, o.customer_id FROM orders o";
$sql .= " JOIN order_status_history h ON h.order_id = o.id AND h.status = 'delivered'";
$sql .= " LEFT JOIN returns r ON r.order_id = o.id AND r.status != 'refused'";
$sql .= " LEFT JOIN loyalty_points lp ON lp.order_id = o.id";
$sql .= " WHERE h.created_at < NOW() - INTERVAL 15 DAY AND r.id IS NULL AND lp.id IS NULL";
$n = 0;
foreach (brico_fetch_all($sql) as $order) {
	$points = $loyalty->awardOrder($order['id']);
	$customer = get_customer($order['customer_id']);
	if ($points > 0 && $customer) {
		send_mail($customer['email'], 'loyalty_awarded', array('points' => $points, 'firstname' => $customer['firstname']));
		$n++;
	}
}
brico_insert('cron_log', array('job' => 'loyalty_award', 'status' => "ok: $n", 'started_at' => date('Y-m-d H:i:s')));
