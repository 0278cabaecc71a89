<?php
require_once '../includes/admin.inc.php';
require_once '../includes/seller.inc.php';

use Brico\Catalog\ProductImporter;
use Brico\Kernel\Registry;
use Brico\Seller\SellerRepository;

require_admin('catalog');
set_time_limit(0);

$report = null;
if (!empty($_FILES['file']['tmp_name'])) {
    $importer = new ProductImporter();
    $importer->setMode($_POST['mode']);
    try {
        $report = $importer->import((int) $_POST['seller_id'], $_FILES['file']['tmp_name'], $_POST['type']);
    } catch (Exception $e) {
        flash($e->getMessage());
    }
}
$sellers = new SellerRepository(Registry::get('db'));

// plugins found in the folder
$types = array();
foreach (scandir(CLASS_DIR . 'importers') as $f) {
    if (substr($f, -4) == '.php') {
        $types[] = substr($f, 0, -4);
    }
}
include 'header.php';
?>
<h1>Import</h1>
<?php if ($report): ?>
    <p><?= $report['created'] ?> cr&eacute;&eacute;s, <?= $report['updated'] ?> mis &agrave; jour, <?= $report['skipped'] ?> ignor&eacute;s</p>
    <?php foreach ($report['errors'] as $line => $messages): ?>
        <li>ligne <?= $line ?> : <?= h(implode(', ', $messages)) ?></li>
    <?php endforeach; ?>
<?php endif; ?>
<form method="post" enctype="multipart/form-data">
    <select name="seller_id"><?php foreach ($sellers->active() as $s): ?><option value="<?= $s['id'] ?>"><?= h($s['name']) ?></option><?php endforeach; ?></select>
    <select name="type"><?php foreach ($types as $t): ?><option><?= $t ?></option><?php endforeach; ?></select>
    <select name="mode"><option>full</option><option>prices</option><option>stock</option></select>
    <input type="file" name="file"><button>Importer</button>
</form>
<?php include 'footer.php'; ?>
