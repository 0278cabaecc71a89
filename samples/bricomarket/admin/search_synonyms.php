<?php
require_once '../includes/admin.inc.php';
require_admin('search');

$synonyms = new Brico\Search\SynonymRepository(Brico\Kernel\Registry::get('db'));
if (!empty($_POST['word'])) {
    $synonyms->add($_POST['word'], $_POST['synonym']);
}
if (isset($_GET['delete'])) {
    $synonyms->remove((int) $_GET['delete']);
}

// what people look for and do not find
$missed = brico_fetch_all(
    "SELECT query, COUNT(*) AS n FROM search_log
     WHERE results = 0 AND created_at > NOW() - INTERVAL 30 DAY
     GROUP BY query ORDER BY n DESC LIMIT 30"
);
include 'header.php';
?>
<h1>Synonymes</h1>
<?php foreach ($synonyms->all() as $s): ?>
    <div><?= h($s['word']) ?> = <?= h($s['synonym']) ?> <a href="?delete=<?= $s['id'] ?>">x</a></div>
<?php endforeach; ?>
<form method="post"><input name="word"> = <input name="synonym"> <button>OK</button></form>
<h2>Recherches sans r&eacute;sultat</h2>
<ol>
<?php foreach ($missed as $m): ?><li><?= h($m['query']) ?> (<?= $m['n'] ?>)</li><?php endforeach; ?>
</ol>
<?php include 'footer.php'; ?>
