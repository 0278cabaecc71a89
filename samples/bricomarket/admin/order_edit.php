<?php
/* Modification des lignes, et commandes par telephone (id=0) */
require '../includes/admin.inc.php';
require_once '../includes/order.inc.php';
require_once '../includes/cart.inc.php';
require_once CLASS_DIR . 'class.order_manager.php';
require_admin('orders');

$id = (int) get_param('id', 0);

if (!$id && isset($_POST['email'])) {
	// telephone : un panier pour le client, puis la commande
	$customer = get_customer_by_email($_POST['email']);
	if ($customer) {
		$phone = new ShoppingCart();
		foreach (explode("\n", trim($_POST['skus'])) as $line) {
			$parts = preg_split('/[\s;]+/', trim($line));
			$product = get_product_by_sku($parts[0]);
			$offer = $product ? best_offer($product['id']) : null;
			if ($offer) {
				$phone->add($offer['id'], isset($parts[1]) ? (int) $parts[1] : 1);
			} else {
				flash('Pas d\'offre pour ' . $parts[0]);
			}
		}
		$addresses = customer_addresses($customer['id']);
		$manager = new OrderManager();
		$id = $manager->createFromCart($phone, $customer['id'], $addresses[0]['id'], 'cheque');
		if (!$id) {
			flash(implode(', ', $manager->errors));
		}
	}
	redirect('order_edit.php?id=' . (int) $id);
}

if ($id && isset($_POST['lines'])) {
	mysql_query("START TRANSACTION");
	foreach ($_POST['lines'] as $lineId => $qty) {
		$lineId = (int) $lineId;
		$res = mysql_query("SELECT l.*, o.product_id FROM order_lines l JOIN offers o ON o.id = l.offer_id WHERE l.id = $lineId AND l.order_id = $id");
		$line = mysql_fetch_assoc($res);
		$diff = (int) $qty - $line['quantity'];
		if ($diff == 0) continue;
		if ($qty == 0) {
			mysql_query("DELETE FROM commissions WHERE order_line_id = $lineId");
			mysql_query("DELETE FROM order_lines WHERE id = $lineId");
		} else {
			$ttc = $qty * $line['unit_price'];
			$vat = $ttc - round($ttc / (1 + vat_rate($line['product_id']) / 100));
			mysql_query("UPDATE order_lines SET quantity = " . (int) $qty . ", vat = $vat WHERE id = $lineId");
		}
		stock_move($line['offer_id'], -$diff, 'modif commande ' . $id);
	}
	mysql_query("UPDATE orders SET total = " . order_total($id) . " WHERE id = $id");
	mysql_query("COMMIT");
	brico_query("UPDATE invoices SET pdf_path = NULL, total = (SELECT total FROM orders WHERE id = $id) WHERE order_id = $id");
	admin_log("edit order $id");
	redirect("order.php?id=$id");
}
include 'header.php';
if (!$id) { ?>
<form method="post">
	Client <input name="email"> <textarea name="skus" rows="8"></textarea> <button>Cr&eacute;er</button>
</form>
<?php } else { ?>
<form method="post">
	<table>
	<?php foreach (order_lines($id) as $l) { ?>
		<tr><td><?= h($l['sku']) ?></td><td><?= h($l['name']) ?></td><td><?= stock_available($l['offer_id']) ?> en stock</td>
		<td><input name="lines[<?= $l['id'] ?>]" value="<?= $l['quantity'] ?>" size="3"></td></tr>
	<?php } ?>
	</table>
	<button>Enregistrer</button>
</form>
<?php } include 'footer.php';
