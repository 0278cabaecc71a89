<?php class OrderLine extends CActiveRecord { public function tableName() { return "order_line"; } }
