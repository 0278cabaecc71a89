<?php
require_once '../includes/admin.inc.php';
require_admin('shipping');

$carrier = (int) get_param('carrier', 1);
if (isset($_POST['rates'])) {
  brico_query("START TRANSACTION"); // MyISAM, so it does nothing...
  brico_query("DELETE FROM shipping_rates WHERE carrier_id = $carrier");
  foreach ($_POST['rates'] as $zone => $rates) {
    foreach ($rates as $weight => $price) {
      if ($price === '') continue;
      brico_insert('shipping_rates', array('carrier_id' => $carrier, 'zone_id' => (int) $zone, 'weight_max' => (int) $weight, 'price' => round(100 * str_replace(',', '.', $price))));
    }
  }
  brico_query("COMMIT");
  if (!empty($_POST['zone_name'])) {
    brico_insert('shipping_zones', array('name' => $_POST['zone_name'], 'countries' => $_POST['zone_countries']));
  }
  admin_log("shipping rates of carrier $carrier");
  redirect("shipping_rates.php?carrier=$carrier");
}
$zones = brico_fetch_all("SELECT * FROM shipping_zones ORDER BY id");
$weights = array(500, 1000, 2000, 5000, 10000, 20000, 30000);
$rates = array();
foreach (brico_fetch_all("SELECT * FROM shipping_rates WHERE carrier_id = $carrier") as $r) {
  $rates[$r['zone_id']][$r['weight_max']] = $r['price'];
}
include 'header.php';
?>
<form method="post">
<table>
  <tr><th></th><?php foreach ($weights as $w): ?><th>&le; <?= $w / 1000 ?> kg</th><?php endforeach ?></tr>
<?php foreach ($zones as $z): ?>
  <tr><th title="<?= h($z['countries']) ?>"><?= h($z['name']) ?></th>
  <?php foreach ($weights as $w): ?><td><input size="5" name="rates[<?= $z['id'] ?>][<?= $w ?>]" value="<?= isset($rates[$z['id']][$w]) ? $rates[$z['id']][$w] / 100 : '' ?>"></td><?php endforeach ?>
  </tr>
<?php endforeach ?>
</table>
Nouvelle zone <input name="zone_name"> <input name="zone_countries"> <button>Enregistrer</button>
</form>
<?php include 'footer.php' ?>
