Bonjour <?= $firstname ?>,

La banque a refuse le paiement de la commande n. <?= $id ?><?php if ($code): ?> (code <?= $code ?>)<?php endif ?>.
Vous pouvez essayer une autre carte : <?= SITE_URL ?>/index.php?page=order&id=<?= $id ?>&do=pay
