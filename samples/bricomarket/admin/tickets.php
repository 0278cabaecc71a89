<?php
require_once '../includes/admin.inc.php';
require_once '../includes/customer.inc.php';
require_once '../includes/shipping.inc.php';
require_admin('customers');

use Brico\Backoffice\TicketService;
use Brico\Kernel\Registry;

/** @var TicketService $service */
$service = Registry::get('container')->get('backoffice.tickets');
$id = (int) get_param('id', 0);

if ($id && isset($_POST['body'])) {
    $service->reply($id, (int) $_SESSION['admin_id'], $_POST['body'], isset($_POST['close']));
    if (!empty($_POST['gesture'])) {
        // a commercial gesture, in points
        $ticket = $service->find($id);
        Registry::get('container')->get('customer.loyalty')->award($ticket['customer_id'], (int) $_POST['gesture'], $ticket['order_id']);
        admin_log('gesture of ' . (int) $_POST['gesture'] . ' points, ticket ' . $id);
    }
    redirect('tickets.php');
}

include 'header.php';
if ($id):
    $ticket = $service->find($id);
    $payments = $ticket['order_id'] ? brico_fetch_all('SELECT * FROM payments WHERE order_id = ' . (int) $ticket['order_id']) : [];
?>
<h1>#<?= $id ?> <?= h($ticket['subject']) ?></h1>
<p><a href="customers.php?id=<?= $ticket['customer_id'] ?>"><?= h($ticket['firstname'] . ' ' . $ticket['lastname']) ?></a></p>
<?php if ($ticket['order_id']): ?>
    <p><a href="order.php?id=<?= $ticket['order_id'] ?>">commande <?= $ticket['order_id'] ?></a>: <?= $ticket['order_status'] ?>, <?= format_price($ticket['order_total']) ?>
    <?php foreach ($payments as $payment): ?> - <?= h($payment['provider']) ?> <?= h($payment['status']) ?><?php endforeach ?></p>
<?php endif ?>
<?php foreach ($ticket['messages'] as $message): ?>
    <blockquote class="<?= $message['user_id'] ? 'us' : 'them' ?>"><?= nl2br(h($message['body'])) ?></blockquote>
<?php endforeach ?>
<form method="post">
    <textarea name="body" rows="10"></textarea>
    <label>Geste <input name="gesture" size="4"> points</label>
    <label><input type="checkbox" name="close"> clore</label>
    <button>R&eacute;pondre</button>
</form>
<?php else: ?>
<?php foreach (['open', 'waiting'] as $status): ?>
    <h2><?= $status ?></h2>
    <?php foreach ($service->byStatus($status) as $ticket): ?>
        <a href="?id=<?= $ticket['id'] ?>">#<?= $ticket['id'] ?> <?= h($ticket['subject']) ?></a><br>
    <?php endforeach ?>
<?php endforeach ?>
<?php endif;
include 'footer.php';
