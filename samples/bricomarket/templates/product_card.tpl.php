<?php $price = product_price($p['id']); ?>
<div class="card">
  <a href="<?= h(product_url($p)) ?>"><img src="<?= product_image($p, 's') ?>" alt=""></a>
  <a href="<?= h(product_url($p)) ?>"><?= h($p['name']) ?></a>
  <span class="brand"><?= h($p['brand']) ?></span>
  <?= stars(product_rating($p['id'])) ?>
  <?php if ($price !== null): ?>
    <b><?= format_price($price) ?></b>
  <?php else: ?>
    <i><?= t('out_of_stock') ?></i>
  <?php endif; ?>
</div>
