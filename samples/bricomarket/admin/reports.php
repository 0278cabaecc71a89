<?php
require_once '../includes/admin.inc.php';
require_admin('finance');

use Brico\Kernel\Registry;

$builder = Registry::get('container')->get('backoffice.reports');
$name = get_param('report', 'turnover');
$from = new DateTime(get_param('from', 'first day of this month'));
$to = new DateTime(get_param('to', 'tomorrow'));

if (!in_array($name, $builder->available())) {
    die('?');
}
$report = $builder->build($name, $from, $to);

switch (get_param('format', 'html')) {
    case 'csv':
        header('Content-Type: text/csv; charset=utf-8');
        header('Content-Disposition: attachment; filename=' . $name . '.csv');
        echo $builder->csv($report);
        exit;
    case 'pdf':
        require_once CLASS_DIR . 'class.pdf.php';
        $pdf = new PDF();
        $pdf->addPage();
        $pdf->table($report['headers'], $report['rows'], array_fill(0, count($report['headers']), 190 / count($report['headers'])));
        $pdf->output();
        exit;
}
include 'header.php';
?>
<form>
    <select name="report">
        <?php foreach ($builder->available() as $r): ?><option<?= $r === $name ? ' selected' : '' ?>><?= $r ?></option><?php endforeach ?>
    </select>
    <input type="date" name="from" value="<?= $from->format('Y-m-d') ?>"> <input type="date" name="to" value="<?= $to->format('Y-m-d') ?>">
    <select name="format"><option>html</option><option>csv</option><option>pdf</option></select>
    <button>OK</button>
</form>
<?php render_tpl('admin/report_table', $report); ?>
<?php include 'footer.php' ?>
