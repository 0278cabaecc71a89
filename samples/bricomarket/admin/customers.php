<?php
require_once '../includes/admin.inc.php';
require_once '../includes/customer.inc.php';
require_once '../includes/order.inc.php';
require_admin('customers');

use Brico\Customer\AddressBook;
use Brico\Customer\CustomerRepository;
use Brico\Customer\LoyaltyProgram;
use Brico\Kernel\Registry;

$repository = new CustomerRepository(Registry::get('db'));
$id = (int) get_param('id', 0);

if ($id && isset($_POST['do'])) {
  switch ($_POST['do']) {
    case 'anonymize':
      $repository->anonymize($id);
      admin_log('customer ' . $id . ' anonymized');
      break;
    case 'points':
      $loyalty = new LoyaltyProgram(Registry::get('db'));
      $loyalty->award($id, (int) $_POST['points']);
      break;
    case 'connect':
      // see the shop as the customer does
      admin_log('connected as customer ' . $id);
      $_SESSION['customer_id'] = $id;
      redirect('/index.php?page=account');
  }
  redirect('customers.php?id=' . $id);
}

include 'header.php';
if (!$id) {
  $q = get_param('q', '');
  echo '<form><input name="q" value="' . h($q) . '"><button>Chercher</button></form>';
  foreach ($q != '' ? $repository->search($q) : array() as $customer) {
    echo '<a href="?id=' . $customer->id . '">' . h($customer->fullName()) . '</a> ' . h($customer->email) . '<br>';
  }
} else {
  $customer = $repository->find($id);
  $spent = $repository->spent($id);
  $book = new AddressBook(Registry::get('db'));
  ?>
  <h1><?= h($customer->fullName()) ?></h1>
  <p><?= h($customer->email) ?> - <?= $spent['orders'] ?> commandes, <?= format_price($spent['total']) ?>, <?= customer_points($id) ?> points</p>
  <?php foreach ($book->forCustomer($id) as $address) include TPL_DIR . 'account/address.phtml'; ?>
  <table>
  <?php foreach (brico_fetch_all("SELECT id, status, created_at FROM orders WHERE customer_id = $id ORDER BY id DESC") as $o): ?>
    <tr><td><a href="order.php?id=<?= $o['id'] ?>"><?= $o['id'] ?></a></td><td><?= $o['status'] ?></td><td><?= format_price(order_total($o['id'])) ?></td></tr>
  <?php endforeach ?>
  </table>
  <?php foreach (brico_fetch_all("SELECT r.rating, r.title, p.name FROM reviews r JOIN products p ON p.id = r.product_id WHERE r.customer_id = $id") as $r): ?>
    <p><?= $r['rating'] ?>/5 <?= h($r['name']) ?>: <?= h($r['title']) ?></p>
  <?php endforeach ?>
  <form method="post">
    <input name="points" size="5"> <button name="do" value="points">Points</button>
    <button name="do" value="connect">Voir comme lui</button> <button name="do" value="anonymize">Anonymiser</button>
  </form>
  <?php
}
include 'footer.php';
