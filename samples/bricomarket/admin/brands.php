<?php
include('../includes/admin.inc.php');
require_admin('catalog');

$do = isset($_REQUEST['do']) ? $_REQUEST['do'] : '';
switch ($do) {
	case 'save':
		$name = mysql_real_escape_string($_POST['name']);
		if ($_POST['id']) {
			mysql_query("UPDATE brands SET name = '$name' WHERE id = " . intval($_POST['id']));
		} else {
			mysql_query("INSERT INTO brands (name, logo) VALUES ('$name', '')");
		}
		break;
	case 'merge':
		$brands = new Brico\Catalog\BrandRepository(Brico\Kernel\Registry::get('db'));
		$brands->merge(intval($_POST['from']), intval($_POST['into']));
		$ids = mysql_query("SELECT id FROM products WHERE brand_id = " . intval($_POST['into']));
		$indexer = new Brico\Search\Indexer(Brico\Kernel\Registry::get('db'));
		while ($row = mysql_fetch_row($ids)) {
			$indexer->reindexProduct($row[0]);
		}
		break;
	case 'logo':
		copy($_FILES['logo']['tmp_name'], '../data/logos/' . intval($_POST['id']) . '.png');
		mysql_query("UPDATE brands SET logo = '" . intval($_POST['id']) . ".png' WHERE id = " . intval($_POST['id']));
		break;
}
include('header.php');
$res = mysql_query("SELECT b.id, b.name, b.logo, COUNT(p.id) AS nb FROM brands b LEFT JOIN products p ON p.brand_id = b.id GROUP BY b.id ORDER BY b.name");
?>
<table border="0" cellpadding="3">
<?php while ($b = mysql_fetch_assoc($res)) { ?>
<tr><td><?php echo $b['id'] ?></td><td><?php echo h($b['name']) ?></td><td><?php echo $b['nb'] ?> produits</td></tr>
<?php } ?>
</table>
<form method="post" action="brands.php?do=merge">fusionner <input name="from" size="4"> dans <input name="into" size="4"><input type="submit"></form>
<form method="post" action="brands.php?do=save"><input type="hidden" name="id" value=""><input name="name"><input type="submit" value="Ajouter"></form>
<?php include('footer.php'); ?>
