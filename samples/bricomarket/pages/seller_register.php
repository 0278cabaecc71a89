<?php

use Brico\Kernel\Registry;
use Brico\Seller\SellerOnboarding;

require_once INC_DIR . 'seller.inc.php';

/** @var SellerOnboarding $onboarding */
$onboarding = Registry::get('container')->get('seller.onboarding');
$errors = [];

if ($_SERVER['REQUEST_METHOD'] === 'POST') {
    foreach (['name', 'vat_number', 'email', 'password'] as $field) {
        if (empty($_POST[$field])) {
            $errors[] = t('missing_' . $field);
        }
    }
    if (!$errors) {
        try {
            $sellerId = $onboarding->register($_POST['name'], $_POST['vat_number'], $_POST['email'], $_POST['password']);
            foreach (['kbis', 'rib', 'identity'] as $type) {
                if (!empty($_FILES[$type]['tmp_name'])) {
                    $path = 'documents/' . $sellerId . '_' . $type . '.pdf';
                    move_uploaded_file($_FILES[$type]['tmp_name'], BRICO_ROOT . '/data/' . $path);
                    $onboarding->addDocument($sellerId, $type, $path);
                }
            }
            flash(t('seller_registered'));
            redirect('/index.php?page=seller_login');
        } catch (DomainException $e) {
            $errors[] = t($e->getMessage());
        }
    }
}
?>
<h1><?= t('become_seller') ?></h1>
<?php foreach ($errors as $error): ?>
    <p class="error"><?= h($error) ?></p>
<?php endforeach; ?>
<form method="post" enctype="multipart/form-data">
    <?php foreach (['name' => 'text', 'vat_number' => 'text', 'email' => 'email', 'password' => 'password', 'kbis' => 'file', 'rib' => 'file', 'identity' => 'file'] as $field => $type): ?>
        <label><?= t('seller_' . $field) ?> <input type="<?= $type ?>" name="<?= $field ?>"></label>
    <?php endforeach; ?>
    <button><?= t('send') ?></button>
</form>
