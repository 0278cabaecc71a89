<?php
class Product_model extends CI_Model {
    public function in_stock() { return $this->db->from('products')->get()->result(); }
}
