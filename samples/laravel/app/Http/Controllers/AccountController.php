<?php
namespace App\Http\Controllers;
use App\Order;
use App\Repositories\OrderRepository;
use Illuminate\Support\Facades\Auth;
class AccountController {
    private $orders;
    public function __construct(OrderRepository $orders) { $this->orders = $orders; }
    public function show() {
        Auth::user()->notifyBy('post');
        $this->orders->find(3)->cancel();
        foreach ($this->orders->findWhere(['state' => 'open']) as $order) { $order->cancel(); }
        Order::whereState('open')->first()->cancel();
        Order::all()->first()->cancel();
    }
}
