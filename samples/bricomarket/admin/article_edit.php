<?php
require_once '../includes/admin.inc.php';
require_once '../includes/catalog.inc.php';
require_admin('advice');

use Brico\Advice\Article;
use Brico\Advice\ArticleRepository;
use Brico\Kernel\Registry;

$articles = new ArticleRepository(Registry::get('db'));
$id = (int) get_param('id', 0);
$article = ($id ? $articles->find($id) : null) ?: new Article();

if (isset($_POST['title'])) {
    $article->title = $_POST['title'];
    $article->body = $_POST['body'];
    $article->authorId = $article->authorId ?: (int) $_SESSION['admin_id'];
    $article->productIds = [];
    foreach (preg_split('/[\s,]+/', $_POST['products'], -1, PREG_SPLIT_NO_EMPTY) as $sku) {
        if ($product = get_product_by_sku($sku)) {
            $article->productIds[] = (int) $product['id'];
        }
    }
    // the products named in the text count too
    if (preg_match_all('/\[product:([^\]]+)\]/', $article->body, $matches)) {
        foreach ($matches[1] as $sku) {
            $product = get_product_by_sku($sku);
            $product ? $article->productIds[] = (int) $product['id'] : flash('SKU ' . $sku . ' ?');
        }
    }
    $articles->save($article);
    redirect('article_edit.php?id=' . $article->id);
}
$skus = [];
foreach ($article->productIds as $productId) {
    $product = get_product($productId);
    $skus[] = $product['sku'];
}
include 'header.php';
?>
<form method="post">
    <input name="title" size="80" value="<?= h($article->title) ?>">
    <textarea name="body" rows="30" cols="100"><?= h($article->body) ?></textarea>
    <input name="products" value="<?= h(implode(' ', $skus)) ?>">
    <button>Enregistrer</button>
</form>
<?php if ($article->id): ?>
    <div class="preview"><?= Registry::get('container')->get('advice.renderer')->render($article) ?></div>
<?php endif;
include 'footer.php';
