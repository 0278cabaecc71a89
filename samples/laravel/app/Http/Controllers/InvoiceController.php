<?php
namespace App\Http\Controllers;
use App\Invoice;
use App\Order;
class InvoiceController {
    public function update(Invoice $invoice) {
        $this->authorize('update', $invoice);
        if ($this->user()->can('update', Order::class)) { return 1; }
    }
}
