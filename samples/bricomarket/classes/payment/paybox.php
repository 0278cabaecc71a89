<?php
/* inclus par payment_start() et checkout_confirm ; definit payment_prepare() et payment_form() */
use Brico\Kernel\Registry;

function payment_prepare($paymentId, $order, $customer)
{
	$config = Registry::get('config');
	$fields = array(
		'PBX_SITE' => $config->get('payment.paybox.site'),
		'PBX_RANG' => '01',
		'PBX_TOTAL' => order_total($order['id']),
		'PBX_DEVISE' => 978,
		'PBX_CMD' => 'P' . $paymentId,
		'PBX_PORTEUR' => $customer['email'],
		'PBX_RETOUR' => 'montant:M;ref:R;auto:A;erreur:E;sign:K',
		'PBX_REPONDRE_A' => SITE_URL . '/paybox_callback.php',
		'PBX_EFFECTUE' => SITE_URL . '/commande?step=return',
		'PBX_HASH' => 'SHA512',
		'PBX_TIME' => date('c'),
	);
	$message = array();
	foreach ($fields as $k => $v) {
		$message[] = "$k=$v";
	}
	$fields['PBX_HMAC'] = strtoupper(hash_hmac('sha512', implode('&', $message), pack('H*', get_setting('paybox_key'))));
	return array('url' => $config->get('payment.paybox.url'), 'method' => 'post', 'fields' => $fields);
}

function payment_form($todo)
{
	$html = '<form id="pay" method="post" action="' . h($todo['url']) . '">';
	foreach ($todo['fields'] as $k => $v) {
		$html .= '<input type="hidden" name="' . $k . '" value="' . h($v) . '">';
	}
	return $html . '<button>Payer</button></form><script>document.getElementById("pay").submit()</script>';
}
