<?php
// PayPal IPN (2009)
require './includes/config.inc.php';
require INC_DIR . 'functions.inc.php';
require INC_DIR . 'payment.inc.php';

$req = 'cmd=_notify-validate';
foreach ($_POST as $k => $v) {
	$req .= '&' . $k . '=' . urlencode(stripslashes($v));
}
$fp = fsockopen('ssl://www.paypal.example', 443, $errno, $errstr, 30);
if (!$fp) {
	log_event('payment', "ipn: $errstr");
	header('HTTP/1.0 500 Error');
	exit;
}
fputs($fp, "POST /cgi-bin/webscr HTTP/1.0\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " . strlen($req) . "\r\n\r\n" . $req);
$answer = '';
while (!feof($fp)) {
	$answer = trim(fgets($fp, 1024));
}
fclose($fp);

if ($answer != 'VERIFIED' || $_POST['receiver_email'] != get_setting('paypal_account')) {
	log_event('fraud', 'ipn not verified: ' . $req);
	exit;
}
$id = (int) $_POST['invoice'];
$payment = brico_fetch_one("SELECT * FROM payments WHERE id = $id AND provider = 'paypal'");
switch ($_POST['payment_status']) {
	case 'Completed':
		if (round($_POST['mc_gross'] * 100) != $payment['amount']) {
			log_event('fraud', "ipn amount $id");
			break;
		}
		payment_captured($id, $_POST['txn_id'], $_POST);
		break;
	case 'Refunded':
	case 'Reversed':
		brico_insert('refunds', array('payment_id' => $id, 'order_id' => $payment['order_id'], 'amount' => round(-100 * $_POST['mc_gross']), 'reason' => 'PayPal ' . $_POST['reason_code']));
		if ($_POST['payment_status'] == 'Reversed') {
			// litige : on prepare un billet pour le SAV
			$order = get_order($payment['order_id']);
			brico_insert(DB_PREFIX . 'tickets', array('customer_id' => $order['customer_id'], 'order_id' => $order['id'], 'subject' => 'Litige PayPal', 'status' => 'open'));
		}
		break;
	case 'Denied':
	case 'Failed':
		payment_refused($id, $_POST['payment_status']);
		break;
}
?>
