<?php
class Shop_Controller_Action_Helper_Basket extends Zend_Controller_Action_Helper_Abstract
{
    public function add($order)
    {
        $this->getRequest()->setParam('added', $order->id);
    }
    public function direct($what)
    {
        return $what;
    }
}
