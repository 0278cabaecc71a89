<?php
namespace Drupal\stock\Hook;
use Drupal\Core\Hook\Attribute\Hook;
class StockHooks {
    #[Hook('order_saved')]
    public function saved($order) {}
    #[Hook('unheard')]
    public function unheard() {}
}
