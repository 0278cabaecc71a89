<?php
class ControllerStockDayEnd extends Part
{
    public function index()
    {
        $this->load->model('stock/count');
        $this->model_stock_count->close();
    }
}
