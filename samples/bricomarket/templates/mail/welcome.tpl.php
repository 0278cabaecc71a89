Bonjour <?= $firstname ?>,

Votre compte Bricomarket est ouvert. Vous avez <?= (int) get_setting('loyalty_welcome') ?> points de fidelite.
<?php if (get_setting('welcome_coupon')): ?>
Avec le code <?= get_setting('welcome_coupon') ?>, les frais de port de votre premiere commande sont offerts.
<?php endif ?>

<?= SITE_URL ?>/mon-compte
