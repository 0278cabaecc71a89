<?php
namespace Garden\Factory;

use Garden\Model\Catalogue;
use Garden\Model\Stock;
use Psr\Container\ContainerInterface;
use Laminas\Db\TableGateway\TableGateway;

class CatalogueFactory
{
    public function __invoke(ContainerInterface $container, $name, array $options = null)
    {
        $plants = new TableGateway('plant', $container->get('Laminas\Db\Adapter\Adapter'));
        return new Catalogue($plants, $container->get(Stock::class));
    }
}
