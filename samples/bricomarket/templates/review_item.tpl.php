<div class="review" id="r<?= $review['id'] ?>">
  <?= stars($review['rating']) ?> <strong><?= h($review['title']) ?></strong>
  <?php if ($review['order_line_id']): ?><span class="verified"><?= t('verified_purchase') ?></span><?php endif ?>
  <p><?= nl2br(h($review['body'])) ?></p>
  <p class="by"><?= h($review['firstname']) ?>
    <a class="vote" data-url="/index.php?page=review_vote&amp;id=<?= $review['id'] ?>&amp;v=1">+<?= (int) $review['useful'] ?></a>
    <a class="vote" data-url="/index.php?page=review_vote&amp;id=<?= $review['id'] ?>&amp;v=-1">-<?= (int) $review['useless'] ?></a>
  </p>
</div>
