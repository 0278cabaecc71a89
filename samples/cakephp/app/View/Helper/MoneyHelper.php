<?php class MoneyHelper extends AppHelper { public function format($amount) { return $amount; } }
