<?php
/* Mon compte : commandes, adresses, points, avis, billets. JM 2006 ... */
require_once INC_DIR . 'customer.inc.php';
require_once INC_DIR . 'order.inc.php';
require_once INC_DIR . 'shipping.inc.php';
require_once INC_DIR . 'reviews.inc.php';
require_login();

$id = current_customer_id();
$customer = get_customer($id);

if (get_param('do', '') == 'delete_me' && isset($_POST['sure'])) {
	check_form_token();
	$open = brico_fetch_one("SELECT COUNT(*) AS n FROM orders WHERE customer_id = $id AND status IN ('paid', 'shipped')");
	if ($open['n'] > 0) {
		flash(t('orders_still_open'));
	} else {
		$repository = new Brico\Customer\CustomerRepository(Brico\Kernel\Registry::get('db'));
		$repository->anonymize($id);
		redirect('/index.php?page=login&logout=1');
	}
}

$orders = brico_fetch_all("SELECT * FROM orders WHERE customer_id = $id AND status != 'new' ORDER BY created_at DESC LIMIT 10");
$addresses = customer_addresses($id);
$points = customer_points($id);

// produits livres sans avis
$sql = "SELECT DISTINCT p.id, p.name FROM order_lines l";
$sql .= " JOIN orders o ON o.id = l.order_id";
$sql .= " JOIN offers f ON f.id = l.offer_id";
$sql .= " JOIN products p ON p.id = f.product_id";
$sql .= " LEFT JOIN reviews r ON r.product_id = p.id AND r.customer_id = o.customer_id";
$sql .= " WHERE o.customer_id = $id AND o.status = 'delivered' AND r.id IS NULL LIMIT 5";
$to_review = brico_fetch_all($sql);
$tickets = brico_fetch_all("SELECT id, subject, status FROM " . DB_PREFIX . "tickets WHERE customer_id = $id ORDER BY id DESC LIMIT 5");
$title = t('my_account');
?>
<h1><?= h(customer_name($customer)) ?></h1>
<?php include TPL_DIR . 'account/menu.phtml'; ?>
<h2><?= t('my_orders') ?></h2>
<table>
<?php foreach ($orders as $o): $s = shipment_status($o['id']); ?>
	<tr>
		<td><a href="/index.php?page=order&amp;id=<?= $o['id'] ?>"><?= $o['id'] ?></a></td>
		<td><?= format_date($o['created_at']) ?></td>
		<td><?= format_price(order_total($o['id'])) ?></td>
		<td><?= t('order_' . $o['status']) ?> <?= is_array($s) ? '' : h($s) ?></td>
	</tr>
<?php endforeach; ?>
</table>
<h2><?= t('my_addresses') ?></h2>
<?php foreach ($addresses as $address) include TPL_DIR . 'account/address.phtml'; ?>
<p><a href="/index.php?page=address_edit"><?= t('new_address') ?></a></p>
<p><a href="/index.php?page=loyalty"><?= sprintf(t('you_have_points'), $points) ?></a></p>
<?php if ($to_review): ?>
	<h2><?= t('give_your_opinion') ?></h2>
	<?php foreach ($to_review as $p): ?><a href="/index.php?page=review_write&amp;id=<?= $p['id'] ?>"><?= h($p['name']) ?></a> <?php endforeach; ?>
<?php endif; ?>
<?php foreach ($tickets as $ticket): ?>
	<p class="ticket <?= $ticket['status'] ?>">#<?= $ticket['id'] ?> <?= h($ticket['subject']) ?></p>
<?php endforeach; ?>
<form method="post" action="?page=account&amp;do=delete_me"><?= form_token() ?><label><input type="checkbox" name="sure"> <?= t('delete_my_account') ?></label><button>OK</button></form>
