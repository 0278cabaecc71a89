<?php
require_once INC_DIR . 'functions.inc.php';

use Brico\Customer\Newsletter;
use Brico\Customer\TokenRepository;
use Brico\Kernel\Registry;

/** @var Newsletter $newsletter */
$newsletter = Registry::get('container')->get('customer.newsletter');

if (isset($_GET['unsubscribe'])) {
    $tokens = new TokenRepository(Registry::get('db'));
    $customerId = $tokens->customerOf($_GET['unsubscribe'], TokenRepository::UNSUBSCRIBE);
    if ($customerId) {
        $customer = Registry::get('container')->get('customer.customers')->find($customerId);
        $newsletter->unsubscribe($customer->email);
    }
    flash(t('unsubscribed'));
    redirect('/');
}
if (isset($_POST['email'])) {
    $ok = true;
    foreach ((array) get_param('lists', ['general']) as $list) {
        $ok = $newsletter->subscribe($_POST['email'], $list) && $ok;
    }
    flash(t($ok ? 'subscribed' : 'bad_email'));
}
?>
<h1><?= t('newsletter') ?></h1>
<form method="post">
    <input type="email" name="email">
    <?php foreach (Newsletter::LISTS as $list): ?>
        <label><input type="checkbox" name="lists[]" value="<?= $list ?>"> <?= t('list_' . $list) ?></label>
    <?php endforeach ?>
    <button><?= t('send') ?></button>
</form>
