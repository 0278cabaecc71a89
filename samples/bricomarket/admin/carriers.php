<?php
require_once('../includes/admin.inc.php');
require_admin('shipping');

if (isset($_POST['name'])) {
	$data = array('code' => $_POST['code'], 'name' => $_POST['name'], 'api_url' => $_POST['api_url'] ? $_POST['api_url'] : null);
	if ($_POST['id']) {
		brico_update('carriers', $data, 'id = ' . (int) $_POST['id']);
	} else {
		brico_insert('carriers', $data);
	}
	redirect('carriers.php');
}
// points relais : fichier CSV du transporteur (nom;cp;ville)
if (!empty($_FILES['points']['tmp_name'])) {
	$rows = array();
	foreach (file($_FILES['points']['tmp_name']) as $l) {
		$rows[] = explode(';', trim($l));
	}
	$finder = new Brico\Shipping\PickupPointFinder(Brico\Kernel\Registry::get('db'));
	flash($finder->import((int) $_POST['carrier_id'], $rows) . ' points');
	redirect('carriers.php');
}
$carriers = brico_fetch_all("SELECT c.*, (SELECT COUNT(*) FROM pickup_points p WHERE p.carrier_id = c.id) AS points, (SELECT COUNT(*) FROM shipments s WHERE s.carrier_id = c.id AND s.status = 'lost') AS lost FROM carriers c ORDER BY c.name");
include('header.php');
foreach ($carriers as $c) {
	echo "<form method='post'><input type='hidden' name='id' value='{$c['id']}'>";
	echo "<input name='code' value='" . h($c['code']) . "'><input name='name' value='" . h($c['name']) . "'><input name='api_url' value='" . h($c['api_url']) . "' size='50'>";
	echo "<button>OK</button> {$c['points']} points, {$c['lost']} colis perdus <a href='shipping_rates.php?carrier={$c['id']}'>tarifs</a></form>";
	echo "<form method='post' enctype='multipart/form-data'><input type='hidden' name='carrier_id' value='{$c['id']}'><input type='file' name='points'><button>Importer</button></form>";
}
?>
<form method="post"><input type="hidden" name="id" value=""><input name="code"><input name="name"><input name="api_url"><button>Ajouter</button></form>
<?php
include('footer.php');
