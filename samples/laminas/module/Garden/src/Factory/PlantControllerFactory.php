<?php
namespace Garden\Factory;

use Garden\Controller\PlantController;
use Psr\Container\ContainerInterface;

class PlantControllerFactory
{
    public function __invoke(ContainerInterface $container, $name, array $options = null)
    {
        $config = $container->get('config');
        return new PlantController($container->get('catalogue'), $container->get($config['mailer']));
    }
}
