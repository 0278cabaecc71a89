<?php
// takes the feeds that the sellers put in data/feeds/<seller id>.<type>
require dirname(__FILE__) . '/../includes/config.inc.php';
require_once INC_DIR . 'functions.inc.php';

use Brico\Catalog\ProductImporter;

$importer = new ProductImporter();
foreach (glob(BRICO_ROOT . '/data/feeds/*.*') as $file) {
    list($sellerId, $type) = explode('.', basename($file));
    if ($type == 'xml') {
        $type = 'xml_fab';
    }
    $lock = cache_get('import_' . $sellerId);
    if ($lock) {
        continue;
    }
    cache_set('import_' . $sellerId, 1, 3600);
    try {
        $importer->setMode(date('G') < 5 ? ProductImporter::MODE_FULL : ProductImporter::MODE_PRICES);
        $importer->import((int) $sellerId, $file, $type);
        unlink($file);
    } catch (Exception $e) {
        log_event('import', $file . ': ' . $e->getMessage());
        rename($file, $file . '.error');
    }
    cache_set('import_' . $sellerId, 0, 1);
}
brico_insert('cron_log', array('job' => 'import_feeds', 'status' => 'ok', 'started_at' => date('Y-m-d H:i:s')));
