#!/usr/bin/env php
<?php
// every night at 3:00, and "reindex.php quick" every hour
require __DIR__ . '/../includes/config.inc.php';
require_once INC_DIR . 'functions.inc.php';

use Brico\Kernel\Registry;
use Brico\Search\Indexer;

$quick = isset($argv[1]) && $argv[1] === 'quick';
$jobId = brico_insert('cron_log', ['job' => 'reindex', 'status' => 'running', 'started_at' => date('Y-m-d H:i:s')]);

$indexer = new Indexer(Registry::get('db'));
$count = $indexer->reindexAll($quick ? time() - 3700 : null);

if (!$quick) {
    brico_query('DELETE s FROM search_index s LEFT JOIN products p ON p.id = s.product_id WHERE p.id IS NULL');
    brico_query('DELETE FROM search_log WHERE created_at < NOW() - INTERVAL 13 MONTH');
}
brico_query("UPDATE cron_log SET status = 'ok: $count' WHERE id = " . (int) $jobId);
echo $count, " products\n";
