<?php
class Order extends AppModel {
    public $useTable = 'shop_orders';
    public $actsAs = array('Containable', 'Numbered');
    public $belongsTo = array('Customer', 'Seller' => array('className' => 'Customer'));
    public $hasMany = array('OrderLine');
    public function open() { return $this->OrderLine->pending(); }
}
