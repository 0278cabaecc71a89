<?php
namespace Symfony\Component\DependencyInjection\Loader\Configurator;
use App\Stock\Shelf;
use App\Stock\Label;
return static function (ContainerConfigurator $container) {
    $services = $container->services();
    $services->set(Shelf::class)->args([service('stock.counter'), tagged_iterator('stock.label')]);
    $services->set('stock.label.price', Label::class)->tag('stock.label');
};
