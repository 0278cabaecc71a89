<?php
namespace Drupal\stock\Controller;
use Drupal\Core\Controller\ControllerBase;
use Symfony\Component\DependencyInjection\ContainerInterface;
class StockController extends ControllerBase {
  public static function create(ContainerInterface $container) {
    $container->get('stock.counter')->count();
    return new static();
  }
  public function overview() { return []; }
}
