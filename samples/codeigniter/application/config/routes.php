<?php
$route['default_controller'] = 'shop';
$route['order/(:num)'] = 'orders/show/$1';
$route['order/(:num)/cancel']['post'] = 'orders/cancel/$1';
$route['404_override'] = '';
