<?php
class MY_Controller extends CI_Controller {
    public function __construct() {
        parent::__construct();
        $this->load->helper(array('url', 'money'));
    }
    protected function page($view, $data = array()) {
        $this->load->view('header');
        $this->load->view($view, $data);
    }
}
