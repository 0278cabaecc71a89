<?php
return array(
    'name' => 'Garden centre',
    'components' => array(
        'basket' => array('class' => 'application.components.Basket', 'limit' => 20),
        'db' => array('connectionString' => 'mysql:host=localhost'),
        'urlManager' => array('rules' => array(
            'cancel/<id:\d+>' => 'order/cancel',
            '<controller:\w+>/<action:\w+>' => '<controller>/<action>',
        )),
    ),
    'modules' => array('stock'),
);
