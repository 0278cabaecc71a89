<?php
use Brico\Checkout\InvoiceGenerator;
use Brico\Kernel\Registry;

$layout = false;
$order = get_order($id);
if (in_array($order['status'], array('new', 'cancelled'))) {
	redirect('/index.php?page=order&id=' . $id);
}
$generator = new InvoiceGenerator(Registry::get('db'), Registry::get('logger'));
$path = $generator->generate($id);
header('Content-Type: application/pdf');
header('Content-Disposition: attachment; filename="' . basename($path) . '"');
readfile(BRICO_ROOT . '/' . $path);
exit;
?>
