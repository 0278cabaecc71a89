<?php
namespace App\Stock;
class Counter { public function __construct($reader, $logger) {} public function count() {} }
