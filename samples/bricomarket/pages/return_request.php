<?php
// inclus par order.php ($id)
use Brico\Kernel\Registry;
use Brico\Payment\RefundService;
use Brico\Shipping\ReturnService;
use Brico\Stock\StockManager;

$db = Registry::get('db');
$returns = new ReturnService($db, new RefundService($db), new StockManager($db), Registry::get('mailer'));

if (isset($_POST['shipment_id'])) {
    try {
        $returns->ask($id, (int) $_POST['shipment_id'], get_param('reason', '') . ' ' . get_param('comment', ''));
        log_event('return', 'order ' . $id);
        flash(t('return_asked'));
    } catch (DomainException $e) {
        flash(t($e->getMessage()));
    }
    redirect('/index.php?page=order&id=' . $id);
}
$shipments = $db->fetchAll(
    "SELECT s.id, s.tracking, v.name AS seller, r.status AS return_status
       FROM shipments s
       JOIN sellers v ON v.id = s.seller_id
       LEFT JOIN returns r ON r.shipment_id = s.id
      WHERE s.order_id = ?",
    array($id)
);
$reasons = array('Ne convient pas', 'D&eacute;fectueux', 'Ab&icirc;m&eacute; pendant le transport', 'Erreur de r&eacute;f&eacute;rence');
?>
<h1>Retour</h1>
<?php if (!$returns->canReturn($id)): ?>
    <p>Le d&eacute;lai de retour (<?= ReturnService::DAYS ?> jours) est pass&eacute;.</p>
<?php else: ?>
<?php foreach ($shipments as $s): ?>
    <?php if ($s['return_status']): ?>
        <p>Colis <?= h($s['tracking']) ?> : retour <?= h($s['return_status']) ?></p>
        <?php continue ?>
    <?php endif ?>
    <form method="post">
        <h3><?= h($s['seller']) ?> &ndash; <?= h($s['tracking']) ?></h3>
        <input type="hidden" name="shipment_id" value="<?= $s['id'] ?>">
        <select name="reason"><?php foreach ($reasons as $r): ?><option><?= $r ?></option><?php endforeach ?></select>
        <textarea name="comment"></textarea>
        <button>Demander le retour</button>
    </form>
<?php endforeach ?>
<?php endif ?>
