<?php
class Shop extends MY_Controller {
    public function index() {
        $this->load->model('product_model');
        $data['products'] = $this->product_model->in_stock();
        $data['currency'] = $this->settings->get('currency');
        $this->load->view('shop', $data);
    }
    public function _remap($method) {}
}
