<?php
// inclus par checkout.php ($flow, $cart)
require_once INC_DIR . 'customer.inc.php';

if (isset($_POST['address_id'])) {
	$address = brico_fetch_one("SELECT id, zip FROM addresses WHERE id = " . (int) $_POST['address_id'] . " AND customer_id = " . current_customer_id());
	if ($address) {
		$_SESSION['checkout_address'] = (int) $address['id'];
		$_SESSION['zip'] = $address['zip'];
		$flow->advance();
		redirect('/commande');
	}
}
$addresses = customer_addresses(current_customer_id());
if (!$addresses) {
	redirect('/index.php?page=address_edit');
}
?>
<h1>Adresse de livraison</h1>
<form method="post">
<?php foreach ($addresses as $i => $address): ?>
	<label><input type="radio" name="address_id" value="<?= $address['id'] ?>"<?php if (!$i) echo ' checked'; ?>>
	<?php include TPL_DIR . 'account/address.phtml'; ?>
	</label>
<?php endforeach; ?>
	<a href="/index.php?page=address_edit"><?= t('new_address') ?></a>
	<button>Continuer</button>
</form>
