<?php
class Orders extends MY_Controller {
    public function __construct() {
        parent::__construct();
        $this->load->model('order_model', 'order');
        $this->load->library('mailer_gateway', array('from' => 'shop@example.org'));
    }
    public function show($id) {
        $order = $this->order->find($id);
        $this->page('orders/show', array('order' => $order));
    }
    public function cancel($id) {
        $this->order->cancel($id);
        $this->mailer_gateway->send($id);
        $this->basket->clear();
        $this->session->set_flashdata('cancelled', $id);
        redirect('shop');
    }
}
