<?php
require_once '../includes/admin.inc.php';

use Brico\Kernel\Registry;
use Brico\Seller\PayoutService;

require_admin('finance');

/** @var PayoutService $payouts */
$payouts = Registry::get('container')->get('seller.payouts');
$period = get_param('period', date('Y-m', strtotime('first day of last month')));

if (isset($_POST['pay'])) {
    foreach ($_POST['pay'] as $payoutId) {
        try {
            $payouts->pay((int) $payoutId);
        } catch (LogicException $e) {
            flash($e->getMessage());
        }
    }
    redirect('seller_payouts.php?period=' . urlencode($period));
}
if (isset($_POST['prepare'])) {
    flash($payouts->prepare($period) . ' virements');
}

$rows = Registry::get('db')->fetchAll(
    'SELECT p.*, s.name, s.vat_number FROM seller_payouts p JOIN sellers s ON s.id = p.seller_id WHERE p.period = ? ORDER BY s.name',
    [$period]
);
if (isset($_GET['csv'])) {
    header('Content-Type: text/csv');
    foreach ($rows as $row) {
        echo implode(';', [$row['name'], $row['vat_number'], number_format($row['amount'] / 100, 2, ',', ''), $row['status']]) . "\r\n";
    }
    exit;
}
include 'header.php';
?>
<h1>Virements <?= h($period) ?></h1>
<form method="post">
    <?php foreach ($rows as $row): ?>
        <p>
            <input type="checkbox" name="pay[]" value="<?= $row['id'] ?>"<?= $row['status'] === 'paid' ? ' disabled' : '' ?>>
            <?= h($row['name']) ?> <?= format_price($row['amount']) ?> <em><?= $row['status'] ?></em>
        </p>
    <?php endforeach; ?>
    <button>Payer</button> <button name="prepare" value="1">Calculer</button>
</form>
<?php include 'footer.php'; ?>
