<?php
class Basket {
    private $CI;
    public function __construct() { $this->CI =& get_instance(); }
    public function clear() { $this->CI->load->model('product_model'); $this->CI->product_model->in_stock(); }
}
