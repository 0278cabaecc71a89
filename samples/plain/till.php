<?php
// The till: till.php?action=sell, till.php?report=day, till.php?hire=start
require 'lib/request.php';
require 'lib/till.php';

switch ($_GET['action']) {
    case 'sell':
    case 'resell':
        open_drawer();
        sell_tool();
        break;
    case 'refund':
        open_drawer();
        refund_tool();
        break;
    case 'stock':
        include 'pages/tools.php';
        break;
}

$request = new Request();
$report = $request->text('report');
if ($report == 'day') {
    day_report();
} elseif ('year' === $report && is_dir('years')) {
    Reports::year();
}
if ($_GET['sort'] == 'name' || $_GET['sort'] == 'price') {
    open_drawer();
}

$hire = $_GET['hire'];
$desk = new HireDesk();
if (in_array($hire, array('start', 'extend'))) {
    $desk->$hire();
}
