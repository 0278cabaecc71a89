<?php
require_once '../includes/admin.inc.php';
require_once '../includes/catalog.inc.php';

use Brico\Catalog\Product;
use Brico\Catalog\ProductRepository;
use Brico\Kernel\Registry;
use Brico\Search\Indexer;

require_admin('catalog');

$db = Registry::get('db');
$repository = new ProductRepository($db, new Indexer($db));
$id = (int) get_param('id', 0);
$product = $id ? $repository->find($id) : new Product();

if ($_SERVER['REQUEST_METHOD'] == 'POST') {
    $product->sku = $_POST['sku'];
    $product->name = $_POST['name'];
    $product->description = $_POST['description'];
    $product->categoryId = (int) $_POST['category_id'];
    $product->brandId = (int) $_POST['brand_id'] ?: null;
    $product->vatClassId = (int) $_POST['vat_class_id'];
    $product->status = $_POST['status'];
    foreach ($_POST['attr'] as $attributeId => $value) {
        $attribute = brico_fetch_one("SELECT name, unit FROM attributes WHERE id = " . (int) $attributeId);
        $product->attributes()->set((int) $attributeId, $attribute['name'], trim($value), $attribute['unit']);
    }
    $repository->save($product);
    if (!empty($_FILES['image']['tmp_name'])) {
        $name = $product->id . '_' . time() . '.jpg';
        move_uploaded_file($_FILES['image']['tmp_name'], BRICO_ROOT . '/data/images/' . $name);
        brico_insert('product_images', array('product_id' => $product->id, 'path' => $name, 'position' => 99));
    }
    log_event('catalog', 'product ' . $product->id . ' saved');
    flash('Produit enregistre');
    redirect('product_edit.php?id=' . $product->id);
}

$attributes = brico_fetch_all("SELECT * FROM attributes ORDER BY name");
$brands = brico_fetch_all("SELECT id, name FROM brands ORDER BY name");
$vat = brico_fetch_all("SELECT id, rate FROM vat_classes");
include 'header.php';
?>
<form method="post" enctype="multipart/form-data">
    <input name="sku" value="<?= h($product->sku) ?>">
    <input name="name" value="<?= h($product->name) ?>" size="60">
    <textarea name="description"><?= h($product->description) ?></textarea>
    <select name="brand_id"><option value="0"></option>
        <?php foreach ($brands as $b): ?><option value="<?= $b['id'] ?>"<?= $b['id'] == $product->brandId ? ' selected' : '' ?>><?= h($b['name']) ?></option><?php endforeach ?>
    </select>
    <select name="vat_class_id">
        <?php foreach ($vat as $v): ?><option value="<?= $v['id'] ?>"<?= $v['id'] == $product->vatClassId ? ' selected' : '' ?>><?= $v['rate'] ?> %</option><?php endforeach ?>
    </select>
    <input name="category_id" value="<?= $product->categoryId ?>">
    <input name="status" value="<?= h($product->status) ?>">
    <?php foreach ($attributes as $a): ?>
        <label><?= h($a['name']) ?> <input name="attr[<?= $a['id'] ?>]" value="<?= h($product->attributes()->value($a['name'])) ?>"> <?= h($a['unit']) ?></label>
    <?php endforeach ?>
    <input type="file" name="image">
    <button>Enregistrer</button>
</form>
<?php if ($id): ?>
<h2>Offres</h2>
<?php
$offers = brico_fetch_all("SELECT o.*, s.name FROM offers o JOIN sellers s ON s.id = o.seller_id WHERE o.product_id = $id");
render_tpl('offer_table', array('offers' => $offers));
endif;
include 'footer.php';
