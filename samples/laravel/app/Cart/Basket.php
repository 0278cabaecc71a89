<?php
namespace App\Cart;
class Basket { public function clear() {} }
