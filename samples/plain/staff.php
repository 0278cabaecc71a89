<?php
// The staff's pages, by a map: staff.php?do=book
$map = array('book' => 'staff/book_in.php', 'return' => 'staff/hand_back.php');
$do = $_GET['do'];
if (isset($map[$do])) {
    include $map[$do];
}
include 'lang/' . $_GET['lang'] . '.php';
