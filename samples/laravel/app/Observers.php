<?php
namespace App\Observers;
class OrderObserver { public function saved($order) {} }
class StockObserver { public function saved($order) {} }
class CustomerObserver { public function created($customer) {} }
