<?php
namespace App\Controller;
use App\Configuration\Route as ShopRoute;
class ReturnController {
    /** @ShopRoute("/returns", methods={"GET"}) */
    public function listAction() {
    }
}
