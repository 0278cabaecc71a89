Bonjour <?= $firstname ?>,

Votre commande n. <?= $id ?> est annulee<?= empty($reason) ? '' : ' (' . $reason . ')' ?>.
Si elle etait payee, le remboursement arrive sous cinq jours.
