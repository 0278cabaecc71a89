<?php
session_start();
require_once dirname(__FILE__) . '/../lib/db.php';
require_once dirname(__FILE__) . '/Accounts.php';
$accounts = new Accounts();
$accounts->register($_POST['name'], $_POST['email'], (int) $_POST['country']);
echo 'Bienvenue';
