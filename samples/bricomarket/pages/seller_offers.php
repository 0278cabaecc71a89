<?php
require_once INC_DIR . 'seller.inc.php';
require_once INC_DIR . 'stock.inc.php';

use Brico\Catalog\ProductImporter;
use Brico\Kernel\Registry;
use Brico\Seller\OfferRepository;

$seller = require_seller();
$offers = new OfferRepository(Registry::get('db'));

if (isset($_POST['price'])) {
    foreach ($_POST['price'] as $offerId => $price) {
        $offer = $offers->find((int) $offerId);
        if (!$offer || $offer->sellerId != $seller['id']) {
            continue;
        }
        $cents = (int) round(100 * str_replace(',', '.', $price));
        if ($cents > 0 && $cents != $offer->price) {
            $offers->setPrice($offer->id, $cents);
        }
        $delta = (int) $_POST['stock'][$offerId] - stock_available($offerId);
        if ($delta != 0) {
            stock_move($offerId, $delta, 'vendeur');
        }
    }
    flash(t('saved'));
}

if (!empty($_FILES['feed']['tmp_name'])) {
    // TODO KT: move to the cron, large feeds time out
    $importer = new ProductImporter();
    $report = $importer->import($seller['id'], $_FILES['feed']['tmp_name'], $_POST['type'] == 'xml' ? 'xml_fab' : 'csv');
    flash(sprintf(t('import_done'), $report['created'], $report['updated'], $report['skipped']));
    redirect('/index.php?page=seller_offers');
}
?>
<form method="post">
<table>
    <?php foreach (seller_offers($seller['id']) as $o): ?>
    <tr class="<?= $o['status'] ?>">
        <td><?= h($o['sku']) ?></td><td><?= h($o['name']) ?></td>
        <td><input name="price[<?= $o['id'] ?>]" value="<?= number_format($o['price'] / 100, 2, ',', '') ?>"></td>
        <td><input name="stock[<?= $o['id'] ?>]" value="<?= (int) ($o['quantity'] - $o['reserved']) ?>"></td>
    </tr>
    <?php endforeach; ?>
</table>
<button><?= t('save') ?></button>
</form>
<form method="post" enctype="multipart/form-data">
    <input type="file" name="feed"> <select name="type"><option>csv</option><option>xml</option></select>
    <button>Importer</button>
</form>
