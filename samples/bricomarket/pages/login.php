<?php
/* Connexion / deconnexion */
require_once INC_DIR . 'customer.inc.php';

use Brico\Kernel\Registry;

$error = '';
if (isset($_GET['logout'])) {
	Registry::get('container')->get('customer.auth')->logout();
	redirect('/');
}
if (is_logged_in()) {
	redirect('/index.php?page=account');
}

if (isset($_POST['email'])) {
	check_form_token();
	if (customer_login($_POST['email'], $_POST['password'])) {
		if (!empty($_SESSION['checkout_step'])) {
			redirect('/index.php?page=checkout');
		}
		$back = isset($_SESSION['after_login']) ? $_SESSION['after_login'] : '/index.php?page=account';
		unset($_SESSION['after_login']);
		redirect($back);
	}
	$error = t('bad_login');
}
$title = t('log_in');
?>
<h1><?= t('log_in') ?></h1>
<?php if ($error): ?><p class="error"><?= h($error) ?></p><?php endif; ?>
<form method="post">
	<?= form_token() ?>
	<label>E-mail <input type="email" name="email" value="<?= h(get_param('email', '')) ?>"></label>
	<label><?= t('password') ?> <input type="password" name="password"></label>
	<label><input type="checkbox" name="remember" value="1"> <?= t('remember_me') ?></label>
	<button><?= t('log_in') ?></button>
</form>
<p><a href="/index.php?page=password_lost"><?= t('password_lost') ?></a> - <a href="/index.php?page=register"><?= t('register') ?></a></p>
