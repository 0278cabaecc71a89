<?php
class Order extends CActiveRecord {
    public static function model($className = __CLASS__) { return parent::model($className); }
    public function tableName() { return '{{shop_order}}'; }
    public function relations() {
        return array(
            'customer' => array(self::BELONGS_TO, 'Customer', 'customer_id'),
            'lines' => array(self::HAS_MANY, 'OrderLine', 'order_id'),
        );
    }
    public function cancel() { $this->customer->notify('cancelled'); }
}
