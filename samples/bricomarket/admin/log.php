<?
/* Journal du back-office (2007) */
include '../includes/admin.inc.php';
require_once CLASS_DIR . 'class.db.php';
require_once CLASS_DIR . 'class.logger.php';
require_admin('admin');

$db_old =& db();
$where = '1';
if ($user = intval(get_param('user', 0))) $where .= " AND l.user_id = $user";
if ($q = get_param('q', '')) $where .= " AND l.action LIKE '%" . mysql_real_escape_string($q) . "%'";
if (isset($_POST['purge'])) {
	$db_old->query("DELETE FROM " . DB_PREFIX . "log WHERE created_at < NOW() - INTERVAL 1 YEAR");
	Logger::purge(365);
}
$lignes = $db_old->rows("SELECT l.*, u.login FROM " . DB_PREFIX . "log l LEFT JOIN " . DB_PREFIX . "users u ON u.id = l.user_id WHERE $where ORDER BY l.id DESC LIMIT 200");
include 'header.php';
?>
<h1>Journal</h1>
<form><input name="q" value="<?= h($q) ?>"><input type="submit" value="Filtrer"></form>
<table>
<? foreach ($lignes as $l) { ?>
<tr><td><?= format_date($l['created_at']) ?></td><td><?= h($l['login']) ?></td><td><?= h($l['action']) ?></td></tr>
<? } ?>
</table>
<form method="post"><input type="submit" name="purge" value="Purger"></form>
<? include 'footer.php' ?>
