Bonjour,

Votre virement de <?= format_price($amount) ?> pour la periode <?= $period ?> est parti.
<?php include TPL_DIR . 'seller/payout_statement.phtml'; ?>

L'equipe Bricomarket
