<?php
require_once '../includes/admin.inc.php';
require_once '../includes/advice.inc.php';
require_admin('advice');

if (isset($_GET['publish'])) {
  brico_update('articles', array('status' => 'published', 'published_at' => date('Y-m-d H:i:s')), 'id = ' . (int) $_GET['publish']);
  cache_set('latest_articles_3', null, 0);
  admin_log('article ' . (int) $_GET['publish'] . ' published');
}
if (isset($_POST['category'])) {
  brico_insert('article_categories', array('name' => $_POST['category'], 'slug' => slugify($_POST['category'])));
}
$sql = "SELECT a.id, a.title, a.slug, a.status, a.published_at, u.login, COUNT(DISTINCT ap.product_id) AS products, COUNT(DISTINCT c.id) AS comments
  FROM articles a
  LEFT JOIN " . DB_PREFIX . "users u ON u.id = a.author_id
  LEFT JOIN article_products ap ON ap.article_id = a.id
  LEFT JOIN article_comments c ON c.article_id = a.id
  GROUP BY a.id ORDER BY a.id DESC";
$articles = brico_fetch_all($sql);
include 'header.php';
?>
<p><a href="article_edit.php">Nouvel article</a></p>
<table>
<?php foreach ($articles as $a): ?>
  <tr class="<?= $a['status'] ?>">
    <td><a href="article_edit.php?id=<?= $a['id'] ?>"><?= h($a['title']) ?></a></td>
    <td><?= h($a['login']) ?></td><td><?= $a['products'] ?> produits</td><td><?= $a['comments'] ?> commentaires</td>
    <td><?= $a['status'] == 'draft' ? '<a href="?publish=' . $a['id'] . '">publier</a>' : format_date($a['published_at']) ?></td>
  </tr>
<?php endforeach ?>
</table>
<form method="post">Rubrique <input name="category"> <button>Ajouter</button></form>
<?php include 'footer.php' ?>
