<?php class StockShell extends AppShell { public $uses = array("Order"); public function main() { $this->Order->open(); } }
