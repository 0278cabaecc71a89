<?php
require_once dirname(__FILE__) . '/../lib/db.php';
require_once dirname(__FILE__) . '/Articles.php';
$articles = new Articles();
foreach ($articles->withVat((int) $_GET['id']) as $row) {
    echo '<h1>', htmlspecialchars($row['title']), '</h1>';
}
$articles->shippedTo($_GET['country']);
