<?php
class Settings_model extends CI_Model {
    public function get($key) { return $this->db->query('SELECT value FROM settings WHERE name = ?', $key)->row(); }
}
