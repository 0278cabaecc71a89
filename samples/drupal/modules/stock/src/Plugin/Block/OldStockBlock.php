<?php
namespace Drupal\stock\Plugin\Block;

/**
 * @Block(
 *   id = "stock_old",
 *   admin_label = "Old stock"
 * )
 */
class OldStockBlock {
    public function build() { return []; }
}
