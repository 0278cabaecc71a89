<?php
namespace Drupal\stock\Controller;

class DashboardController {
    public function low() {
        $block = \Drupal::service('plugin.manager.block')->createInstance('stock_low', []);
        return $block->build();
    }

    public function others($manager, $id) {
        return [$manager->createInstance('stock_old'), $manager->createInstance('system_main_block'), $manager->createInstance($id)];
    }
}
