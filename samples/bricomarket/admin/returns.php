<?php
require_once '../includes/admin.inc.php';
require_once '../includes/stock.inc.php';
require_admin('shipping');

use Brico\Kernel\Registry;
use Brico\Payment\PaymentException;
use Brico\Payment\RefundService;
use Brico\Shipping\ReturnService;

$db = Registry::get('db');
$service = new ReturnService($db, new RefundService($db), stock_manager(), Registry::get('mailer'));
$id = (int) get_param('id', 0);

try {
    switch (get_param('do', '')) {
        case 'accept': $service->accept($id); break;
        case 'refuse': $service->refuse($id); break;
        case 'receive': $service->receive($id, true); break;
        case 'broken': $service->receive($id, false); break;
    }
} catch (PaymentException $e) {
    flash('Remboursement impossible : ' . $e->getMessage());
    $db->rollback();
}
$returns = $db->fetchAll(
    "SELECT r.*, s.tracking, v.name AS seller, c.email,
            (SELECT COUNT(*) FROM returns x JOIN orders y ON y.id = x.order_id WHERE y.customer_id = o.customer_id) AS count
       FROM returns r
       JOIN orders o ON o.id = r.order_id
       JOIN customers c ON c.id = o.customer_id
       LEFT JOIN shipments s ON s.id = r.shipment_id
       LEFT JOIN sellers v ON v.id = s.seller_id
      WHERE r.status NOT IN ('refused', 'refunded')
      ORDER BY r.id"
);
include 'header.php';
?>
<table>
<?php foreach ($returns as $r): ?>
    <tr>
        <td><?= $r['id'] ?></td>
        <td><a href="order.php?id=<?= $r['order_id'] ?>"><?= $r['order_id'] ?></a></td>
        <td><?= h($r['email']) ?> (<?= $r['count'] ?> retours)</td>
        <td><?= h($r['seller']) ?></td>
        <td><?= h($r['reason']) ?></td>
        <td><?php if ($r['status'] === 'asked'): ?>
            <a href="?do=accept&amp;id=<?= $r['id'] ?>">accepter</a> <a href="?do=refuse&amp;id=<?= $r['id'] ?>">refuser</a>
        <?php else: ?>
            <a href="?do=receive&amp;id=<?= $r['id'] ?>">re&ccedil;u</a> <a href="?do=broken&amp;id=<?= $r['id'] ?>">re&ccedil;u cass&eacute;</a>
        <?php endif ?></td>
    </tr>
<?php endforeach ?>
</table>
<?php include 'footer.php' ?>
