<?php
namespace App\Stock;
class FileReader implements ReaderInterface { public function read() { return []; } }
