#!/usr/bin/env php
<?php
declare(strict_types=1);

require __DIR__ . '/../includes/config.inc.php';
require_once INC_DIR . 'functions.inc.php';

use Brico\Kernel\Registry;
use Brico\Seller\PayoutService;

/** @var PayoutService $payouts */
$payouts = Registry::get('container')->get('seller.payouts');
$period = $argv[1] ?? date('Y-m', strtotime('first day of last month'));

$count = $payouts->prepare($period);
log_event('payout', "$count payouts prepared for $period");

if ((int) date('j') !== 10) {
    exit(0);
}
foreach (Registry::get('db')->fetchAll("SELECT id FROM seller_payouts WHERE period = ? AND status = 'prepared'", [$period]) as $payout) {
    try {
        $payouts->pay((int) $payout['id']);
    } catch (\Throwable $e) {
        Registry::get('logger')->error($e->getMessage());
    }
}
