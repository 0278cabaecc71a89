<table class="lines">
<?php $seller = null; foreach ($lines as $line): ?>
<?php if ($line['seller'] != $seller): $seller = $line['seller']; ?>
	<tr><th colspan="4">Vendu par <?= h($seller) ?></th></tr>
<?php endif; ?>
	<tr>
		<td><a href="/p/<?= $line['product_id'] ?>"><?= h($line['name']) ?></a></td>
		<td><?= $line['quantity'] ?></td>
		<td><?= format_price($line['unit_price']) ?></td>
		<td><?= format_price($line['quantity'] * $line['unit_price']) ?></td>
	</tr>
<?php endforeach; ?>
</table>
