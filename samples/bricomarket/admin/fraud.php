<?php
require_once '../includes/admin.inc.php';
require_once '../includes/order.inc.php';
require_once CLASS_DIR . 'class.order_manager.php';
require_admin('finance');

use Brico\Kernel\Registry;
use Brico\Payment\FraudDetector;

$id = (int) get_param('id', 0);
switch (get_param('do', '')) {
    case 'accept':
        // not through order_set_status(): it would score again and stop again
        brico_update('orders', ['status' => 'paid'], "id = $id AND status = 'checking'");
        brico_insert('order_status_history', ['order_id' => $id, 'status' => 'paid', 'comment' => 'fraud: accepted', 'created_at' => date('Y-m-d H:i:s')]);
        $manager = new OrderManager($id);
        $manager->decrementStock();
        $manager->bookCommissions();
        $manager->makeInvoice();
        $manager->notifySellers();
        $manager->mailCustomer('order_confirmation');
        redirect('fraud.php');
    case 'refuse':
        $manager = new OrderManager($id);
        $manager->cancel('verification');
        redirect('fraud.php');
    case 'score':
        $detector = new FraudDetector(Registry::get('db'));
        flash('Score : ' . $detector->score($id));
        redirect('fraud.php');
}
$orders = brico_fetch_all(
    "SELECT o.id, o.total, o.created_at, f.score, f.rules, c.email, c.created_at AS since, a.zip, a.city,
            (SELECT COUNT(*) FROM payments p WHERE p.order_id = o.id AND p.status = 'refused') AS refused,
            (SELECT COUNT(*) FROM reviews r WHERE r.customer_id = c.id) AS reviews
       FROM orders o
       JOIN fraud_scores f ON f.order_id = o.id
       JOIN customers c ON c.id = o.customer_id
       LEFT JOIN addresses a ON a.id = o.address_id
      WHERE o.status = 'checking'
      ORDER BY f.score DESC"
);
include 'header.php';
?>
<h1>Commandes &agrave; v&eacute;rifier</h1>
<?php foreach ($orders as $o): ?>
<div class="fraud">
    <b><?= $o['score'] ?></b> <a href="order.php?id=<?= $o['id'] ?>"><?= $o['id'] ?></a> <?= format_price($o['total']) ?>
    <?= h($o['email']) ?> (client depuis <?= format_date($o['since']) ?>, <?= $o['reviews'] ?> avis), <?= h($o['zip'] . ' ' . $o['city']) ?>
    <ul><?php foreach (explode(',', $o['rules']) as $rule): ?><li><?= h($rule) ?></li><?php endforeach ?></ul>
    <a href="?do=accept&amp;id=<?= $o['id'] ?>">accepter</a> <a href="?do=refuse&amp;id=<?= $o['id'] ?>">refuser</a> <a href="?do=score&amp;id=<?= $o['id'] ?>">recalculer</a>
</div>
<?php endforeach ?>
<?php include 'footer.php';
