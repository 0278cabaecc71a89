<?php
namespace App\Stock;
class Shelf { public function __construct($counter, $labels) {} }
