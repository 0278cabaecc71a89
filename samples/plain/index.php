<?php
// The shop: index.php?page=tools
define('ROOT', __DIR__ . '/');
require ROOT . 'lib/request.php';

$page = isset($_GET['page']) ? basename($_GET['page']) : 'home';
require ROOT . 'pages/' . $page . '.php';
