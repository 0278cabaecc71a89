<?php
/* Appele par Paybox. Reponse vide = OK */
require_once dirname(__FILE__) . '/includes/config.inc.php';
require_once INC_DIR . 'functions.inc.php';
require_once INC_DIR . 'payment.inc.php';

use Brico\Kernel\Registry;
use Brico\Payment\PaymentException;
use Brico\Payment\PaymentService;

$ips = explode(',', (string) get_setting('paybox_ips'));
if (!DEBUG && !in_array($_SERVER['REMOTE_ADDR'], $ips)) {
	log_event('payment', 'paybox callback from ' . $_SERVER['REMOTE_ADDR']);
	header('HTTP/1.0 403 Forbidden');
	exit;
}

$service = new PaymentService(Registry::get('db'));
try {
	if (!$service->confirm('paybox', $_GET)) {
		payment_refused((int) ltrim(get_param('ref', ''), 'P'), get_param('erreur', ''));
	}
} catch (PaymentException $e) {
	log_event('fraud', $e->getProvider() . ': ' . $e->getMessage());
	send_mail(get_setting('fraud_mail'), 'raw', array('body' => $e->getMessage()));
}
