<?php
require_once INC_DIR . 'customer.inc.php';
require_login();

use Brico\Customer\AddressBook;
use Brico\Kernel\Registry;

$book = new AddressBook(Registry::get('db'));
$customerId = current_customer_id();
$id = (int) get_param('id', 0);
$address = $id ? $book->find($customerId, $id) : ['street' => '', 'zip' => '', 'city' => '', 'country' => 'FR'];
$error = null;

if (get_param('do', '') === 'remove') {
    $book->remove($customerId, $id);
    redirect('/index.php?page=account');
}
if (isset($_POST['street'])) {
    check_form_token();
    $address = array_intersect_key($_POST, $address) + $address;
    try {
        $id ? $book->update($customerId, $id, $address) : $book->add($customerId, $address);
        flash(t('saved'));
        redirect(isset($_SESSION['checkout_step']) ? '/index.php?page=checkout' : '/index.php?page=account');
    } catch (InvalidArgumentException $e) {
        $error = t($e->getMessage());
    }
}
?>
<h1><?= t('my_addresses') ?></h1>
<?php include TPL_DIR . 'account/menu.phtml'; ?>
<?php if ($error): ?><p class="error"><?= h($error) ?></p><?php endif ?>
<form method="post">
    <?= form_token() ?>
    <textarea name="street"><?= h($address['street']) ?></textarea>
    <input name="zip" size="6" value="<?= h($address['zip']) ?>">
    <input name="city" value="<?= h($address['city']) ?>">
    <select name="country">
        <?php foreach (['FR' => 'France', 'BE' => 'Belgique', 'LU' => 'Luxembourg', 'MC' => 'Monaco', 'CH' => 'Suisse'] as $code => $name): ?>
            <option value="<?= $code ?>"<?= $code === $address['country'] ? ' selected' : '' ?>><?= $name ?></option>
        <?php endforeach ?>
    </select>
    <button><?= t('save') ?></button>
</form>
