Bonjour <?= $firstname ?>,

Nous vous avons rembourse <?= number_format($amount / 100, 2, ',', ' ') ?> EUR pour la commande n. <?= $id ?>.
Selon votre banque, le montant apparait sous trois a cinq jours.
