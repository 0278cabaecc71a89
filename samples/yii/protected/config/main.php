<?php
return array(
    'name' => 'Garden centre',
    'components' => array(
        'basket' => array('class' => 'application.components.Basket', 'limit' => 20),
        'db' => array('connectionString' => 'mysql:host=localhost'),
    ),
    'modules' => array('stock'),
);
