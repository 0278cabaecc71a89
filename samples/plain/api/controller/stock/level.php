<?php
class ControllerStockLevel extends Part
{
    public function index()
    {
        $this->load->model('stock/count');
        echo $this->model_stock_count->of('drill');
    }
}
