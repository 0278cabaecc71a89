<?php
session_start();
require_once dirname(__FILE__) . '/../lib/db.php';
require_once dirname(__FILE__) . '/OrderDesk.php';
require_once dirname(__FILE__) . '/../stock/StockRoom.php';
$desk = new OrderDesk(new StockRoom());
$desk->zones();
$desk->place($_POST['lines']);
$desk->lines((int) $_GET['order']);
echo 'Merci !';
