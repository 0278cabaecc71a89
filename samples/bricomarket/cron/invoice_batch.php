#!/usr/bin/env php
<?php
declare(strict_types=1);

require __DIR__ . '/../includes/config.inc.php';
require_once INC_DIR . 'functions.inc.php';

use Brico\Checkout\InvoiceGenerator;
use Brico\Kernel\Registry;

$logger = Registry::get('logger');
$generator = new InvoiceGenerator(Registry::get('db'), $logger);
$failed = 0;
$orders = $generator->pending((int) ($argv[1] ?? 200));
foreach ($orders as $orderId) {
    try {
        $generator->generate((int) $orderId);
    } catch (\Exception $e) {
        $failed++;
        $logger->error('invoice: ' . $e->getMessage(), ['order' => $orderId]);
    }
}
brico_insert('cron_log', ['job' => 'invoice_batch', 'status' => sprintf('%d done, %d failed', count($orders) - $failed, $failed), 'started_at' => date('Y-m-d H:i:s')]);
exit($failed > 0 ? 1 : 0);
