Bonjour <?= $firstname ?>,

Pour choisir un nouveau mot de passe :
<?= SITE_URL ?>/index.php?page=password_lost&token=<?= urlencode($token) ?>


Si vous n'avez rien demande, ne faites rien.
