<?php
namespace App\Http\Controllers;
use App\Cart\Cart;
use App\Events\OrderCancelled;
use App\Order;
class OrderController {
    public function cancel($id) {
        $order = Order::open()->findOrFail($id);
        $order->cancel();
        foreach ($order->lines as $line) { $line->release(); }
        Cart::clear();
        app('basket')->clear();
        event(new OrderCancelled());
        return view('orders.cancelled');
    }
}
