<?
require_once INC_DIR . 'customer.inc.php';
require_login();

$loyalty = Brico\Kernel\Registry::get('container')->get('customer.loyalty');
$code = '';
if (isset($_POST['points'])) {
	try {
		$code = $loyalty->burn(current_customer_id(), (int) $_POST['points']);
		$_SESSION['coupon'] = $code;
	} catch (DomainException $e) {
		flash(t($e->getMessage()));
	}
}
$history = brico_fetch_all("SELECT lp.points, o.id AS order_id, o.created_at FROM loyalty_points lp LEFT JOIN orders o ON o.id = lp.order_id WHERE lp.customer_id = " . current_customer_id() . " ORDER BY lp.id DESC");
$balance = $loyalty->balance(current_customer_id());
?>
<h1><?= sprintf(t('you_have_points'), $balance) ?></h1>
<? include TPL_DIR . 'account/menu.phtml'; ?>
<? if ($code): ?>
	<p class="ok"><?= sprintf(t('your_coupon'), $code) ?></p>
<? endif ?>
<form method="post">
	<input name="points" size="5" value="<?= (int) get_setting('loyalty_min_burn') ?>"> <button><?= t('burn_points') ?></button>
</form>
<table>
<? foreach ($history as $row): ?>
	<tr><td><?= $row['order_id'] ? format_date($row['created_at']) : '' ?></td><td><?= $row['points'] > 0 ? '+' : '' ?><?= $row['points'] ?></td></tr>
<? endforeach ?>
</table>
