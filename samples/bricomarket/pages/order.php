<?php
/* index.php?page=order&id=... [&view=history|invoice|return] */
require_once INC_DIR . 'order.inc.php';
require_once INC_DIR . 'shipping.inc.php';
require_login();

$id = (int) get_param('id', 0);
$views = array(
	'' => 'order_view',
	'history' => 'order_history',
	'invoice' => 'invoice',
	'return' => 'return_request',
);
$view = get_param('view', $id ? '' : 'history');
if (!isset($views[$view])) {
	$view = '';
}
if ($id && !order_belongs_to_me($id)) {
	log_event('order', 'not yours: ' . $id);
	redirect('/mon-compte');
}
include 'pages/' . $views[$view] . '.php';
