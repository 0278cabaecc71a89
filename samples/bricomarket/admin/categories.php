<?php
require_once('../includes/admin.inc.php');
require_once('../includes/catalog.inc.php');
require_admin('catalog');

if (isset($_POST['move'])) {
  $tree = new Brico\Catalog\CategoryTree(Brico\Kernel\Registry::get('db'));
  try {
    $tree->move((int) $_POST['id'], (int) $_POST['parent_id']);
    cache_set('category_tree', null, 0);
  } catch (DomainException $e) {
    flash($e->getMessage());
  }
}
if (isset($_POST['add']) && $_POST['name']) {
  brico_insert('categories', array(
    'parent_id' => (int) $_POST['parent_id'],
    'name' => $_POST['name'],
    'slug' => slugify($_POST['name']),
    'position' => 0,
  ));
  cache_set('category_tree', null, 0);
}
if (isset($_GET['delete'])) {
  $n = brico_fetch_one(sprintf("SELECT COUNT(*) AS n FROM products WHERE category_id = %d", $_GET['delete']));
  if ($n['n'] > 0) {
    flash('Impossible: ' . $n['n'] . ' produits');
  } else {
    brico_query(sprintf("DELETE FROM categories WHERE id = %d", $_GET['delete']));
  }
}

function show_branch($branch, $level = 0) {
  foreach ($branch as $c) {
    echo '<div style="margin-left:' . ($level * 20) . 'px">';
    echo '#' . $c['id'] . ' ' . h($c['name']);
    echo ' <a href="?delete=' . $c['id'] . '">x</a></div>';
    show_branch($c['children'], $level + 1);
  }
}

include 'header.php';
show_branch(get_category_tree());
?>
<form method="post">
  <input name="name"> sous <input name="parent_id" size="4" value="0">
  <button name="add" value="1">Ajouter</button>
</form>
<form method="post">
  deplacer <input name="id" size="4"> sous <input name="parent_id" size="4">
  <button name="move" value="1">OK</button>
</form>
<?php include 'footer.php';
