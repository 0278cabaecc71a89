<?php
// Le cheque. 40 par mois encore en 2017...
function payment_prepare($paymentId, $order, $customer)
{
	brico_update('payments', array('status' => 'pending_cheque'), 'id = ' . (int) $paymentId);
	send_mail($customer['email'], 'cheque', array('id' => $order['id'], 'total' => order_total($order['id'])));
	return array('url' => '/commande?step=return', 'method' => 'none', 'fields' => array('order' => $order['id']));
}

function payment_form($todo)
{
	return '<p>Envoyez votre ch&egrave;que &agrave; : <br>' . nl2br(h(get_setting('company_address'))) . '</p>'
		. '<p>Au dos : commande ' . (int) $todo['fields']['order'] . '</p>';
}
