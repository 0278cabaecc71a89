<?php
require_once CLASS_DIR . 'class.seller_account.php';

$error = '';
if (isset($_GET['logout'])) {
	$account = new SellerAccount(current_seller_id());
	$account->logout();
}
if (!empty($_POST['email'])) {
	$account = new SellerAccount();
	if ($account->login($_POST['email'], $_POST['password'])) {
		redirect('/index.php?page=seller_dashboard');
	}
	$error = t('bad_login');
}
if (isset($_GET['suspended'])) {
	$error = t('seller_suspended');
}
?>
<h1>Espace vendeur</h1>
<?php if ($error) { ?><p class="error"><?php echo h($error) ?></p><?php } ?>
<form method="post" action="/index.php?page=seller_login">
	<label>E-mail <input type="email" name="email" value="<?php echo h(get_param('email', '')) ?>"></label>
	<label><?php echo t('password') ?> <input type="password" name="password"></label>
	<button><?php echo t('log_in') ?></button>
</form>
<p><a href="/index.php?page=seller_register"><?php echo t('become_seller') ?></a></p>
