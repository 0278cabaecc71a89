<?php class Customer extends CActiveRecord { public function tableName() { return "customer"; } public function notify($what) {} }
