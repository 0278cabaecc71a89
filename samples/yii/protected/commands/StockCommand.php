<?php class StockCommand extends CConsoleCommand { public function run($args) { Yii::app()->basket->lines(); } }
