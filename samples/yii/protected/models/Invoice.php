<?php
class Invoice extends CActiveRecord {
    public function behaviors() { return array('stamped' => array('class' => 'application.components.Stamped')); }
    public function send() {
        $this->stamp();
        Yii::app()->db->createCommand()->select('id')->from('shop_order o')->join('customer c', 'c.id = o.c')->queryAll();
        Yii::app()->db->createCommand()->insert('sent', array('id' => 1));
    }
}
