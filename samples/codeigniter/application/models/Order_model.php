<?php
class Order_model extends CI_Model {
    public function find($id) { return $this->db->get_where('orders', array('id' => $id))->row(); }
    public function cancel($id) { $this->db->update('orders', array('state' => 'cancelled'), array('id' => $id)); }
}
