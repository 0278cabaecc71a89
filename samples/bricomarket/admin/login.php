<?php
require_once '../includes/admin.inc.php';

use Brico\Backoffice\AdminUser;
use Brico\Kernel\Registry;

if (isset($_GET['logout'])) {
	admin_log('logout');
	unset($_SESSION['admin_id']);
}
$error = false;
if (isset($_POST['login'])) {
	$user = AdminUser::authenticate(Registry::get('db'), $_POST['login'], $_POST['password']);
	if ($user) {
		session_regenerate_id();
		$_SESSION['admin_id'] = $user->id;
		admin_log('login from ' . $_SERVER['REMOTE_ADDR']);
		$back = get_param('back', '/admin/dashboard.php');
		redirect($back[0] == '/' ? $back : '/admin/dashboard.php');
	}
	log_event('login', 'admin ' . $_POST['login'] . ' failed');
	$error = true;
}
?>
<form method="post">
	<?php if ($error) echo '<p>Identifiant ou mot de passe incorrect</p>'; ?>
	<input name="login"> <input type="password" name="password"> <button>OK</button>
</form>
