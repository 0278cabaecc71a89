<?php class Payment extends AppModel { public $useTable = false; public function charge($id) {} }
