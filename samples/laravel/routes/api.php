<?php
$router->group(['prefix' => 'api'], function () use ($router) {
    $router->get('/orders/{id}', ['as' => 'api.orders', 'uses' => 'OrderController@cancel']);
});
