<?php
return array(
    'name' => 'Garden centre',
    'components' => array(
        'basket' => array('class' => 'application.components.Basket', 'limit' => 20),
        'db' => array('connectionString' => 'mysql:host=localhost'),
        'urlManager' => array('rules' => array(
            'cancel/<id:\d+>' => 'order/cancel',
            '<controller:\w+>/<action:\w+>' => '<controller>/<action>',
            '<controller:(order|customer)>/<id:\d+>/gone' => '<controller>/cancel',
            array('class' => 'yii\web\GroupUrlRule', 'prefix' => 'shop', 'routePrefix' => '', 'rules' => array(
                'POST orders' => 'order/index',
            )),
            array('class' => 'yii\rest\UrlRule', 'controller' => array('order'), 'only' => array('index')),
        )),
    ),
    'modules' => array('stock'),
);
