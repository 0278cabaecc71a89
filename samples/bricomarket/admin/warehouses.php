<?php
require_once '../includes/admin.inc.php';

use Brico\Kernel\Registry;
use Brico\Stock\WarehouseRepository;

require_admin('stock');
$warehouses = new WarehouseRepository(Registry::get('db'));

if (!empty($_POST['name'])) {
    $warehouses->save((int) $_POST['id'], $_POST['name'], $_POST['city']);
    redirect('warehouses.php');
}
include 'header.php';
?>
<h1>Entrep&ocirc;ts</h1>
<?php foreach ($warehouses->all() as $w): ?>
    <form method="post">
        <input type="hidden" name="id" value="<?= $w['id'] ?>">
        <input name="name" value="<?= h($w['name']) ?>"> <input name="city" value="<?= h($w['city']) ?>">
        <?= format_price($warehouses->valueOf($w['id'])) ?>
        <a href="stock.php?warehouse=<?= $w['id'] ?>">stock</a> <button>OK</button>
    </form>
<?php endforeach; ?>
<form method="post"><input type="hidden" name="id" value="0"><input name="name"><input name="city"><button>Ajouter</button></form>
<?php include 'footer.php'; ?>
