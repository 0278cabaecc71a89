<?php
require_once('../includes/admin.inc.php');
require_admin('admin');

$checker = new Brico\Backoffice\RightsChecker(Brico\Kernel\Registry::get('db'));
$all_rights = array('catalog', 'search', 'orders', 'finance', 'sellers', 'shipping', 'stock', 'reviews', 'customers', 'advice');

if (isset($_POST['login'])) {
	$id = (int) $_POST['id'];
	if (!$id) {
		$id = brico_insert(DB_PREFIX . 'users', array('login' => $_POST['login'], 'password' => password_hash($_POST['password'], PASSWORD_DEFAULT), 'role' => $_POST['role']));
	} elseif ($_POST['password'] != '') {
		brico_update(DB_PREFIX . 'users', array('password' => password_hash($_POST['password'], PASSWORD_DEFAULT)), "id = $id");
	}
	$checker->revokeAll($id);
	foreach ((array) get_param('rights', array()) as $right) {
		if (in_array($right, $all_rights)) {
			$checker->grant($id, $right);
		}
	}
	admin_log('user ' . $_POST['login'] . ' saved');
	redirect('users.php');
}
if (isset($_GET['delete']) && $_GET['delete'] != $_SESSION['admin_id']) {
	// ses articles passent au compte "redaction"
	brico_query("UPDATE articles SET author_id = 1 WHERE author_id = " . (int) $_GET['delete']);
	brico_query("DELETE FROM " . DB_PREFIX . "users WHERE id = " . (int) $_GET['delete']);
}
$users = brico_fetch_all("SELECT u.id, u.login, u.role, GROUP_CONCAT(r.right_name) AS rights FROM " . DB_PREFIX . "users u LEFT JOIN " . DB_PREFIX . "rights r ON r.user_id = u.id GROUP BY u.id ORDER BY u.login");
include('header.php');
?>
<h1>Utilisateurs</h1>
<?php foreach (array_merge($users, array(array('id' => 0, 'login' => '', 'role' => 'agent', 'rights' => ''))) as $u) { ?>
<form method="post" class="user">
	<input type="hidden" name="id" value="<?= $u['id'] ?>">
	<input name="login" value="<?= h($u['login']) ?>"> <input type="password" name="password">
	<select name="role"><option<?= $u['role'] == 'agent' ? ' selected' : '' ?>>agent</option><option<?= $u['role'] == 'admin' ? ' selected' : '' ?>>admin</option></select>
	<?php foreach ($all_rights as $r) { ?><label><input type="checkbox" name="rights[]" value="<?= $r ?>"<?= in_array($r, explode(',', $u['rights'])) ? ' checked' : '' ?>><?= $r ?></label><?php } ?>
	<button>OK</button> <?php if ($u['id']) { ?><a href="?delete=<?= $u['id'] ?>">supprimer</a><?php } ?>
</form>
<?php } ?>
<?php include('footer.php'); ?>
