Bonjour <?= $firstname ?>,

Votre panier vous attend :

<?php foreach ($items as $item): ?>
- <?= $item['quantity'] ?> x <?= $item['name'] ?>

<?php if (!empty($item['url'])) echo '  ' . $item['url'] . "\n"; ?>
<?php endforeach; ?>
<?php if (!empty($coupon)): ?>
Avec le code <?= $coupon ?>, la livraison est offerte pendant huit jours.
<?php endif; ?>

<?= SITE_URL ?>/panier
