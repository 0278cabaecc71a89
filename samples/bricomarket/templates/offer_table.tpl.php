<?php if (count($offers) > 0): ?>
<table class="offers">
	<?php foreach ($offers as $offer): $seller = get_seller($offer['seller_id']); ?>
	<tr>
		<td><a href="/index.php?page=seller&amp;id=<?= $seller['id'] ?>"><?= h($seller['name']) ?></a></td>
		<td><?= $seller['rating'] ? round($seller['rating'], 1) . '/5' : '' ?></td>
		<td><?= format_price($offer['price']) ?></td>
		<td><?= stock_label($offer['id']) ?></td>
		<td><?= $offer['lead_time'] ?> j</td>
		<td><a href="/index.php?page=cart&amp;add=<?= $offer['id'] ?>"><?= t('add_to_cart') ?></a></td>
	</tr>
	<?php endforeach; ?>
</table>
<?php endif; ?>
