<?php
// Suivi. Public si on a le lien du mail (SB 2014), sinon connecte
require_once INC_DIR . 'order.inc.php';
require_once INC_DIR . 'shipping.inc.php';

$id = (int) get_param('id', 0);
$key = get_param('key', '');
$order = get_order($id);
if (!$order || ($key != substr(sha1($id . $order['created_at']), 0, 10) && !order_belongs_to_me($id))) {
	require_login();
	redirect('/mon-compte');
}
$repository = new Brico\Shipping\ShipmentRepository(Brico\Kernel\Registry::get('db'));
$shipments = $repository->forOrder($id);
$title = 'Suivi de la commande ' . order_number($order);
?>
<h1><?= $title ?></h1>
<?php if (!$shipments): ?>
	<p><?= order_status_label($order['status']) ?>. Exp&eacute;dition pr&eacute;vue sous <?php
	$lead = brico_fetch_one("SELECT MAX(f.lead_time) AS n FROM order_lines l JOIN offers f ON f.id = l.offer_id WHERE l.order_id = $id");
	echo $lead['n'];
	?> jours.</p>
<?php else:
	foreach ($shipments as $shipment):
		$items = $repository->items($shipment['id']);
		include TPL_DIR . 'shipping/parcel.phtml';
	endforeach;
endif;
if (is_logged_in()) { ?>
	<a href="/index.php?page=contact&amp;order=<?= $id ?>">Un souci avec cette livraison ?</a>
<?php }
