<?php $card = Brico\Advice\Article::fromRow($article); ?>
<div class="card article">
  <h3><a href="<?= article_url($article) ?>"><?= h($card->title) ?></a></h3>
  <p><?= h($card->summary()) ?></p>
  <p class="by"><?= h(article_author($article)) ?> - <?= format_date($card->publishedAt) ?><?php if (!empty($article['comments'])): ?> - <?= $article['comments'] ?> <?= t('comments') ?><?php endif ?></p>
</div>
