<?php
use App\Controllers\Orders;
use CodeIgniter\Events\Events;
$routes->get('/', 'Home::index');
$routes->group('admin', static function ($routes) {
    $routes->post('orders/(:num)', 'Orders::close/$1');
    $routes->get('orders', [Orders::class, 'list']);
});
$routes->cli('stock/count', 'Home::count');
Events::on('order_closed', [App\Controllers\Home::class, 'told']);
$routes->group('api', ['namespace' => 'App\Controllers', 'filter' => 'login:staff'], static function ($routes) {
    $routes->resource('stock', ['only' => ['index', 'show']]);
    $routes->match(['get', 'post'], 'find', 'Orders::list', ['filter' => 'nobody']);
});
$routes->presenter('items', ['controller' => 'Stock', 'except' => 'new,edit,create,update,remove,delete']);
