<?php
namespace App\Controllers;
use CodeIgniter\Controller;
use CodeIgniter\Events\Events;
class Orders extends Controller {
    public function close($id) { Events::trigger('order_closed', $id); }
    public function list() {}
}
