<?php
namespace Garden;

use Laminas\ServiceManager\Factory\InvokableFactory;

return [
    'router' => [
        'routes' => [
            'plants' => [
                'type' => 'Segment',
                'options' => [
                    'route' => '/plants[/:action]',
                    'defaults' => ['controller' => Controller\PlantController::class, 'action' => 'index'],
                ],
            ],
            'basket' => [
                'type' => 'Literal',
                'options' => [
                    'route' => '/basket',
                    'defaults' => ['controller' => 'basket', 'action' => 'show'],
                ],
                'may_terminate' => true,
                'child_routes' => [
                    'add' => [
                        'type' => 'Segment',
                        'options' => ['route' => '/add/:id', 'defaults' => ['action' => 'add-plant']],
                    ],
                ],
            ],
        ],
    ],
    'controllers' => [
        'factories' => [
            Controller\PlantController::class => Factory\PlantControllerFactory::class,
        ],
        'invokables' => [
            'basket' => Controller\BasketController::class,
        ],
    ],
    'service_manager' => [
        'factories' => [
            'Garden\Catalogue' => Factory\CatalogueFactory::class,
            Model\Stock::class => InvokableFactory::class,
        ],
        'aliases' => [
            'catalogue' => 'Garden\Catalogue',
        ],
    ],
    'view_helpers' => [
        'invokables' => ['height' => View\Helper\Height::class],
    ],
    'controller_plugins' => [
        'invokables' => ['basket' => Controller\Plugin\Basket::class],
    ],
    'view_manager' => ['template_path_stack' => [__DIR__ . '/../view']],
];
