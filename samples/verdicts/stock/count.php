<?php
require_once dirname(__FILE__) . '/../lib/db.php';
require_once dirname(__FILE__) . '/StockRoom.php';
$room = new StockRoom();
$room->count((int) $_POST['article'], (int) $_POST['quantity']);
$room->waiting();
if ($_POST['reset']) {
    db_run('UPDATE stock_levels SET quantity = 0');
}
echo 'ok';
