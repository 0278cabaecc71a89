<?php
require_once dirname(__FILE__) . '/../lib/db.php';
require_once dirname(__FILE__) . '/Letters.php';
$letters = new Letters();
foreach ($letters->due() as $row) {
    mail($row['email'], 'Papeterie', 'Les cahiers sont là.');
    $letters->sent($row['id']);
}
