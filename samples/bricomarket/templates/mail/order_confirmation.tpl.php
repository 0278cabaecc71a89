Bonjour <?= $firstname ?>,

Votre commande n. <?= $id ?> est confirmee.

<?php foreach ($lines as $l): ?>
<?= str_pad($l['quantity'] . ' x ' . substr($l['name'], 0, 50), 60) ?> <?= number_format($l['quantity'] * $l['unit_price'] / 100, 2, ',', ' ') ?> EUR
<?php endforeach; ?>

Total : <?= number_format($total / 100, 2, ',', ' ') ?> EUR
Suivi : <?= SITE_URL ?>/suivi/<?= $id ?>
