<?php
namespace App\Controllers;
use CodeIgniter\Controller;
class Home extends Controller {
    public function index() {}
    public function count() {}
    public static function told($order) {}
}
