<?php
require_once '../includes/admin.inc.php';
require_admin('admin');

use Brico\Backoffice\SettingsRepository;
use Brico\Kernel\Registry;

$repository = new SettingsRepository(Registry::get('db'));
if (isset($_POST['settings'])) {
    foreach ($_POST['settings'] as $name => $value) {
        if ($repository->get($name) !== $value) {
            $repository->set($name, trim($value));
            admin_log("setting $name = " . substr($value, 0, 100));
        }
    }
    if (isset($_POST['methods'])) {
        // which means of payment are shown; they have no page of their own
        brico_query('UPDATE payment_methods SET active = 0');
        foreach ($_POST['methods'] as $code) {
            brico_query("UPDATE payment_methods SET active = 1 WHERE code = '" . brico_escape($code) . "'");
        }
    }
    flash('Enregistr&eacute;');
    redirect('settings.php');
}
$methods = brico_fetch_all('SELECT code, name, active FROM payment_methods ORDER BY name');
include 'header.php';
?>
<form method="post">
<?php foreach ($repository->all() as $name => $value): ?>
    <label><?= h($name) ?>
    <?php if (strpos($value, "\n") !== false): ?><textarea name="settings[<?= h($name) ?>]"><?= h($value) ?></textarea>
    <?php else: ?><input name="settings[<?= h($name) ?>]" value="<?= h($value) ?>"><?php endif ?>
    </label>
<?php endforeach ?>
<?php foreach ($methods as $m): ?>
    <label><input type="checkbox" name="methods[]" value="<?= $m['code'] ?>"<?= $m['active'] ? ' checked' : '' ?>> <?= h($m['name']) ?></label>
<?php endforeach ?>
<button>Enregistrer</button>
</form>
<?php include 'footer.php';
