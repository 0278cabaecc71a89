<?php
require dirname(__FILE__) . '/../includes/admin.inc.php';
require_admin('catalog');

if (!empty($_POST['name'])) {
    $existing = brico_fetch_one("SELECT id FROM attributes WHERE name = '" . brico_escape($_POST['name']) . "'");
    if ($existing) {
        brico_update('attributes', ['unit' => $_POST['unit']], 'id = ' . $existing['id']);
    } else {
        brico_insert('attributes', ['name' => $_POST['name'], 'unit' => $_POST['unit']]);
    }
    redirect('attributes.php');
}

$unused = isset($_GET['unused']);
$attributes = brico_fetch_all(
    'SELECT a.id, a.name, a.unit, COUNT(pa.id) AS uses
       FROM attributes a
       LEFT JOIN product_attributes pa ON pa.attribute_id = a.id
      GROUP BY a.id' . ($unused ? ' HAVING uses = 0' : '') . '
      ORDER BY a.name'
);
include 'header.php';
?>
<h1>Caract&eacute;ristiques <a href="?unused=1">(inutilis&eacute;es)</a></h1>
<table>
<?php foreach ($attributes as $a): ?>
    <tr><td><?= h($a['name']) ?></td><td><?= h($a['unit']) ?></td><td><?= $a['uses'] ?></td></tr>
<?php endforeach; ?>
</table>
<form method="post"><input name="name"><input name="unit" size="5"><button>OK</button></form>
<?php include 'footer.php'; ?>
