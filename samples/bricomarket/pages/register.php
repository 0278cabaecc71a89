<?php
require_once INC_DIR . 'customer.inc.php';

use Brico\Customer\Customer;
use Brico\Customer\CustomerRepository;
use Brico\Customer\EmailAlreadyUsed;
use Brico\Customer\LoyaltyProgram;
use Brico\Kernel\Registry;

$errors = array();
$values = array('email' => '', 'firstname' => '', 'lastname' => '', 'newsletter' => '');

if ($_SERVER['REQUEST_METHOD'] === 'POST') {
    check_form_token();
    foreach (array_keys($values) as $field) {
        $values[$field] = get_param($field, '');
    }
    if (!is_email($values['email'])) {
        $errors[] = t('bad_email');
    }
    if (strlen(get_param('password', '')) < 8) {
        $errors[] = t('password_too_short');
    }
    if (!$errors) {
        $customer = new Customer();
        $customer->email = $values['email'];
        $customer->firstname = $values['firstname'];
        $customer->lastname = $values['lastname'];
        $customer->password = password_hash($_POST['password'], PASSWORD_DEFAULT);
        $customer->newsletter = (bool) $values['newsletter'];
        try {
            $repository = new CustomerRepository(Registry::get('db'));
            $repository->save($customer);

            // welcome points, and a coupon when somebody came from the brochure
            $loyalty = new LoyaltyProgram(Registry::get('db'));
            $loyalty->award($customer->id, (int) get_setting('loyalty_welcome'));
            if (isset($_COOKIE['brochure'])) {
                $_SESSION['coupon'] = 'BIENVENUE';
            }
            if ($customer->newsletter) {
                Registry::get('container')->get('customer.newsletter')->subscribe($customer->email);
            }
            send_mail($customer->email, 'welcome', array('firstname' => $customer->firstname));
            $_SESSION['customer_id'] = $customer->id;
            customer_merge_cart($customer->id);
            redirect(empty($_SESSION['checkout_step']) ? '/index.php?page=account' : '/index.php?page=checkout');
        } catch (EmailAlreadyUsed $e) {
            $errors[] = t($e->getMessage());
        }
    }
}
?>
<h1><?= t('register') ?></h1>
<?php foreach ($errors as $error): ?>
    <p class="error"><?= h($error) ?></p>
<?php endforeach ?>
<form method="post" id="register">
    <?= form_token() ?>
    <?php foreach (array('email', 'firstname', 'lastname') as $field): ?>
        <label><?= t($field) ?> <input name="<?= $field ?>" value="<?= h($values[$field]) ?>"></label>
    <?php endforeach ?>
    <label><?= t('password') ?> <input type="password" name="password"></label>
    <label><input type="checkbox" name="newsletter" value="1"<?= $values['newsletter'] ? ' checked' : '' ?>> <?= t('newsletter') ?></label>
    <button><?= t('save') ?></button>
</form>
