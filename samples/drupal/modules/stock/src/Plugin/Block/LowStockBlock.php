<?php
namespace Drupal\stock\Plugin\Block;

use Drupal\Core\Block\Attribute\Block;

#[Block(
    id: 'stock_low',
    admin_label: 'Running low',
)]
class LowStockBlock {
    public function build() { return []; }
}
