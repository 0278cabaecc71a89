<?php
class Stock extends MY_Controller {
    public function index() {
        $this->load->model($this->input->get('model'));
        $this->load->model('missing_model');
        $this->db->where('quantity <', 5)->get('stock s');
        $this->db->join('products', 'products.id = stock.product_id');
        $this->load->view('stock');
    }
}
