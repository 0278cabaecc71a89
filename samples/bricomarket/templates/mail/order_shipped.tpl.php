Bonjour<?= isset($firstname) ? ' ' . $firstname : '' ?>,

Votre commande n. <?= $order['id'] ?> est partie<?= isset($carrier) ? ' avec ' . $carrier : '' ?>.
Numero de suivi : <?= $tracking ?>


<?= SITE_URL ?>/index.php?page=tracking&id=<?= $order['id'] ?>&key=<?= substr(sha1($order['id'] . $order['created_at']), 0, 10) ?>
