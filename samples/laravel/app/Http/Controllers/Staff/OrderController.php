<?php
namespace App\Http\Controllers\Staff;
class OrderController {
    public function index() { return redirect()->route('staff.orders.index'); }
    public function export() { return redirect()->route('shop.staff.export'); }
}
