<?php
require_once '../includes/admin.inc.php';
require_once '../includes/payment.inc.php';
require_admin('finance');

use Brico\Kernel\Registry;
use Brico\Payment\TransactionLog;

$id = (int) get_param('id', 0);

if (get_param('do', '') == 'cheque') {
    // cheque received
    payment_captured($id, 'cheque ' . get_param('number', ''), array('by' => admin_user()->login));
    admin_log("cheque payment $id");
    redirect('payments.php');
}
if (get_param('do', '') == 'check') {
    flash($id . ': ' . Registry::get('container')->get('payment.payments')->status($id));
    redirect('payments.php?id=' . $id);
}
$filter = get_param('status', 'pending_cheque');
$payments = brico_fetch_all(sprintf(
    "SELECT p.*, o.status AS order_status, o.total, c.lastname
       FROM payments p JOIN orders o ON o.id = p.order_id JOIN customers c ON c.id = o.customer_id
      WHERE %s ORDER BY p.id DESC LIMIT 100",
    $id ? "p.id = $id" : "p.status = '" . brico_escape($filter) . "'"
));
$log = new TransactionLog(Registry::get('db'));
include 'header.php';
?>
<h1>Paiements</h1>
<p><?php foreach (array('pending', 'pending_cheque', 'captured', 'refused', 'refunded') as $s): ?><a href="?status=<?= $s ?>"><?= $s ?></a> <?php endforeach ?></p>
<table>
<?php foreach ($payments as $p): ?>
    <tr>
        <td><a href="?id=<?= $p['id'] ?>"><?= $p['id'] ?></a></td>
        <td><a href="order.php?id=<?= $p['order_id'] ?>"><?= $p['order_id'] ?></a> (<?= $p['order_status'] ?>)</td>
        <td><?= h($p['lastname']) ?></td>
        <td><?= $p['provider'] ?></td>
        <td<?= $p['amount'] != $p['total'] ? ' class="red"' : '' ?>><?= format_price($p['amount']) ?></td>
        <td><?= format_date($p['created_at']) ?></td>
        <td><?php if ($p['status'] == 'pending_cheque'): ?>
            <form method="post" action="?do=cheque&amp;id=<?= $p['id'] ?>"><input name="number" size="8"><button>re&ccedil;u</button></form>
        <?php elseif ($p['status'] == 'pending'): ?><a href="?do=check&amp;id=<?= $p['id'] ?>">interroger</a><?php endif ?></td>
    </tr>
    <?php if ($id): foreach ($log->forPayment($id) as $t): ?>
    <tr class="log"><td colspan="7"><?= $t['created_at'] ?> <?= $t['type'] ?> <?= h($t['reference']) ?> <tt><?= h(substr($t['payload'], 0, 200)) ?></tt></td></tr>
    <?php endforeach; endif ?>
<?php endforeach ?>
</table>
<?php include 'footer.php';
