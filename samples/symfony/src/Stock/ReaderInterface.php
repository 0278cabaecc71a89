<?php
namespace App\Stock;
interface ReaderInterface { public function read(); }
