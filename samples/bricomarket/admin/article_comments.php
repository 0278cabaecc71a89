<?php
require_once '../includes/admin.inc.php';
require_admin('advice');

use Brico\Kernel\Registry;

if (isset($_POST['remove'])) {
    $service = Registry::get('container')->get('advice.comments');
    foreach ($_POST['remove'] as $id) {
        $service->remove((int) $id);
    }
    admin_log(count($_POST['remove']) . ' comments removed');
}
$comments = brico_fetch_all("SELECT c.id, c.body, a.title, cu.email FROM article_comments c JOIN articles a ON a.id = c.article_id LEFT JOIN customers cu ON cu.id = c.customer_id ORDER BY c.id DESC LIMIT 100");
include 'header.php';
?>
<form method="post">
<?php foreach ($comments as $c): ?>
    <label><input type="checkbox" name="remove[]" value="<?= $c['id'] ?>"> <b><?= h($c['title']) ?></b> <?= h($c['email']) ?> : <?= h($c['body']) ?></label>
<?php endforeach ?>
<button>Supprimer</button>
</form>
<?php include 'footer.php' ?>
