#!/usr/bin/env php
<?php
declare(strict_types=1);

require __DIR__ . '/../includes/config.inc.php';
require_once INC_DIR . 'functions.inc.php';
require_once INC_DIR . 'order.inc.php';

use Brico\Kernel\Registry;
use Brico\Shipping\CarrierUnavailable;
use Brico\Shipping\ShipmentRepository;

$db = Registry::get('db');
$service = Registry::get('container')->get('shipping.shipments');
$shipments = new ShipmentRepository($db);

$broken = [];
$counts = [];
foreach ($shipments->inTransit() as $shipment) {
    if (isset($broken[$shipment['carrier_code']])) {
        continue;
    }
    try {
        $status = $service->track($shipment['id']);
        $counts[$status] = ($counts[$status] ?? 0) + 1;
    } catch (CarrierUnavailable $e) {
        $broken[$shipment['carrier_code']] = $e->getMessage();
        Registry::get('logger')->error($e->getMessage());
    }
}
// labels that failed
foreach ($db->fetchAll("SELECT id FROM shipments WHERE status = 'created' AND tracking IS NULL") as $row) {
    try {
        $service->announce($row['id']);
    } catch (CarrierUnavailable $e) {
        continue;
    }
}
$db->insert('cron_log', [
    'job' => 'tracking_poll',
    'status' => substr(json_encode($counts + ['broken' => array_keys($broken)]), 0, 60),
    'started_at' => date('Y-m-d H:i:s'),
]);
