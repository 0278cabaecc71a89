#!/usr/bin/env php
<?php
// every minute
require __DIR__ . '/../includes/config.inc.php';
require_once INC_DIR . 'functions.inc.php';
require_once INC_DIR . 'seller.inc.php';
require_once INC_DIR . 'catalog.inc.php';

use Brico\Kernel\Registry;

$lock = fopen(CACHE_DIR . 'mail_queue.lock', 'w');
if (!flock($lock, LOCK_EX | LOCK_NB)) {
    exit(0);
}
/** @var Brico\Backoffice\MailQueue $queue */
$queue = Registry::get('container')->get('backoffice.mail_queue');
list($sent, $failed) = $queue->run('send_mail_now');
if ($failed > 10) {
    Registry::get('logger')->error("$failed mails failed");
}
if (date('H:i') === '04:00') {
    $queue->purge(30);
}
