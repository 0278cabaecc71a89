Bonjour <?= $firstname ?>,

Nous avons repondu a votre demande "<?= $subject ?>" :

<?= wordwrap($body, 72) ?>


Pour continuer : <?= SITE_URL ?>/index.php?page=contact
Le service clients Bricomarket
