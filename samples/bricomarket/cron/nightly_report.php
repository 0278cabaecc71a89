#!/usr/bin/env php
<?php
require __DIR__ . '/../includes/config.inc.php';
require_once INC_DIR . 'functions.inc.php';

use Brico\Backoffice\ReportBuilder;
use Brico\Kernel\Registry;

$builder = new ReportBuilder(Registry::get('db'), Registry::get('logger'));
$from = new DateTime('yesterday');
$to = new DateTime('today');
$names = isset($argv[1]) ? array_slice($argv, 1) : array('turnover', 'payments', 'mismatch');

$body = '';
foreach ($names as $name) {
    try {
        $body .= strtoupper($name) . "\n" . $builder->csv($builder->build($name, $from, $to)) . "\n";
    } catch (InvalidArgumentException $e) {
        fwrite(STDERR, $e->getMessage() . "\n");
        exit(1);
    }
}
foreach (explode(',', (string) get_setting('report_recipients')) as $to) {
    send_mail(trim($to), 'raw', array('subject' => 'Rapport du ' . $from->format('d/m/Y'), 'html' => '<pre>' . h($body) . '</pre>'));
}
brico_insert('cron_log', array('job' => 'nightly_report', 'status' => 'ok', 'started_at' => date('Y-m-d H:i:s')));
