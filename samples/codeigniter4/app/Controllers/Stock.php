<?php
namespace App\Controllers;
use CodeIgniter\RESTful\ResourceController;
class Stock extends ResourceController
{
    public function index()
    {
        foreach (service('stock')->where('low', 1)->findAll() as $item) {
            $item->reorder();
        }
        return view('stock/list');
    }
    public function show($id = null) { return model('StockModel')->find($id)->reorder(); }
}
