<?php class OrderLine extends AppModel { public $belongsTo = "Order"; public function pending() {} }
