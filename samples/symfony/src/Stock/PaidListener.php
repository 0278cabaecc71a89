<?php
namespace App\Stock;
class PaidListener { public function reserve($event) {} }
