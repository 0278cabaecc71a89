<?php
// lost password: ask for the mail, then the new password
require_once INC_DIR . 'customer.inc.php';

$auth = Brico\Kernel\Registry::get('container')->get('customer.auth');
$token = get_param('token', '');
$done = false;

if ($token == '' && isset($_POST['email'])) {
  $auth->startPasswordReset($_POST['email']);
  $done = true; // never say whether the address exists
}
if ($token != '' && isset($_POST['password'])) {
  if ($auth->resetPassword($token, $_POST['password'])) {
    flash(t('password_changed'));
    redirect('/index.php?page=login');
  }
  flash(t('link_expired'));
}
?>
<h1><?= t('password_lost') ?></h1>
<?php if ($done) { ?>
  <p><?= t('password_mail_sent') ?></p>
<?php } elseif ($token != '') { ?>
  <form method="post"><input type="hidden" name="token" value="<?= h($token) ?>">
  <input type="password" name="password"> <button><?= t('save') ?></button></form>
<?php } else { ?>
  <form method="post"><input type="email" name="email"> <button><?= t('send') ?></button></form>
<?php } ?>
