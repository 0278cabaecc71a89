<?php
// the magazine: list of articles
require_once INC_DIR . 'advice.inc.php';

use Brico\Advice\ArticleRepository;
use Brico\Kernel\Registry;

$perPage = 12;
$p = max(1, (int) get_param('p', 1));
$repository = new ArticleRepository(Registry::get('db'));
$articles = $repository->published($perPage, ($p - 1) * $perPage);
$total = brico_fetch_one("SELECT COUNT(*) AS n FROM articles WHERE status = 'published'");
$title = t('advice');
?>
<h1><?= t('advice') ?></h1>
<ul class="menu">
<?php foreach (article_categories() as $c): ?>
  <li><a href="/conseils?cat=<?= h($c['slug']) ?>"><?= h($c['name']) ?></a></li>
<?php endforeach ?>
</ul>
<?php foreach ($articles as $a) render_tpl('article_card', array('article' => $a)); ?>
<?= paginate($total['n'], $perPage, '/index.php?page=advice') ?>
<p><a href="/mes-projets"><?= t('my_projects') ?></a></p>
