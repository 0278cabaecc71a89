<?php
namespace App\Reports;
use App\Order;
class Overdue {
    public function send() {
        Order::where(function ($query) { $query->open(); })->chunk(50, function ($orders) {
            $orders->each(function ($order) { $order->cancel(); });
        });
        Order::with(['lines' => function ($line) { $line->release(); }])->get();
        \Money::round(3);
    }
}
