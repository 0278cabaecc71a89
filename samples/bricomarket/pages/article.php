<?php
require_once INC_DIR . 'advice.inc.php';
require_once INC_DIR . 'reviews.inc.php';

use Brico\Advice\CommentRejected;
use Brico\Kernel\Registry;

$container = Registry::get('container');
$article = $container->get('advice.articles')->findBySlug(get_param('slug', ''));
if (!$article || (!$article->isPublished() && empty($_SESSION['admin_id']))) {
    header('HTTP/1.0 404 Not Found');
    include 'pages/error404.php';
    return;
}
$comments = $container->get('advice.comments');

if (isset($_POST['comment'])) {
    require_login();
    try {
        $comments->add($article->id, current_customer_id(), $_POST['comment']);
        redirect(article_url($article->toArray()) . '#comments');
    } catch (CommentRejected $e) {
        flash(t($e->getMessage()));
    }
}
$title = $article->title;
$description = $article->summary();
?>
<article>
    <h1><?= h($article->title) ?></h1>
    <p class="by"><?= h(article_author($article->toArray())) ?>, <?= format_date($article->publishedAt) ?> - <?= $article->readingMinutes() ?> min</p>
    <?= $container->get('advice.renderer')->render($article) ?>
</article>
<aside>
    <?php foreach (article_products($article->id) as $p): ?>
        <?php include TPL_DIR . 'product_card.tpl.php'; ?>
    <?php endforeach ?>
</aside>
<section id="comments">
    <?php foreach ($comments->forArticle($article->id) as $comment): ?>
        <blockquote><?= nl2br(h($comment['body'])) ?> <cite><?= h($comment['firstname']) ?></cite></blockquote>
    <?php endforeach ?>
    <form method="post"><textarea name="comment"></textarea><button><?= t('send') ?></button></form>
</section>
