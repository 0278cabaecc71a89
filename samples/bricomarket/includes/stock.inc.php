<?php
require_once INC_DIR . 'db.inc.php';

use Brico\Kernel\Registry;
use Brico\Stock\StockManager;

function stock_manager()
{
    static $manager;
    if (!$manager) {
        $manager = new StockManager(Registry::get('db'));
    }
    return $manager;
}

function stock_available($offerId)
{
    return stock_manager()->available((int) $offerId);
}

/**
 * Mouvement manuel (inventaire, casse, retour). N'utilise PAS StockManager: il ne sait pas faire +1
 */
function stock_move($offerId, $delta, $reason)
{
    $offerId = (int) $offerId;
    $delta = (int) $delta;
    $level = brico_fetch_one("SELECT * FROM stock_levels WHERE offer_id = $offerId ORDER BY quantity DESC LIMIT 1");
    if (!$level) {
        $offer = brico_fetch_one("SELECT seller_id FROM offers WHERE id = $offerId");
        $warehouses = new Brico\Stock\WarehouseRepository(Registry::get('db'));
        $warehouse = $warehouses->forSeller($offer['seller_id']);
        brico_insert('stock_levels', array('offer_id' => $offerId, 'warehouse_id' => $warehouse['id'], 'quantity' => max(0, $delta), 'reserved' => 0));
        $warehouseId = $warehouse['id'];
    } else {
        brico_query("UPDATE stock_levels SET quantity = GREATEST(0, quantity + $delta) WHERE id = " . $level['id']);
        $warehouseId = $level['warehouse_id'];
    }
    brico_insert('stock_movements', array(
        'offer_id' => $offerId,
        'warehouse_id' => $warehouseId,
        'delta' => $delta,
        'reason' => $reason,
        'created_at' => date('Y-m-d H:i:s'),
    ));
    if ($delta > 0) {
        brico_query("UPDATE offers SET status = 'active' WHERE id = $offerId AND status = 'sold_out'");
    }
}

function stock_label($offerId)
{
    $n = stock_available($offerId);
    if ($n <= 0) {
        return '<span class="stock no">' . t('out_of_stock') . '</span>';
    }
    if ($n < 5) {
        return '<span class="stock few">' . sprintf(t('only_left'), $n) . '</span>';
    }
    return '<span class="stock yes">' . t('in_stock') . '</span>';
}
