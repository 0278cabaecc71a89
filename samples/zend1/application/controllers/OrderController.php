<?php
class OrderController extends Zend_Controller_Action
{
    public function init()
    {
        $this->_helper->layout->setLayout('counter');
    }
    public function indexAction()
    {
        $orders = new Application_Model_DbTable_Orders();
        $this->view->orders = $orders->open();
        foreach ($orders->open() as $order) {
            $order->greeting();
        }
    }
    public function showAction()
    {
        $orders = new Application_Model_DbTable_Orders();
        $order = $orders->fetchRow(array('id = ?' => $this->_getParam('id')));
        $this->view->line = $this->view->partial('order/_line.phtml', array('order' => $order));
        $this->_helper->basket->add($order);
    }
    public function cancelAction()
    {
        $orders = new Application_Model_DbTable_Orders();
        $orders->find($this->getRequest()->getParam('id'))->current()->cancel();
        Zend_Registry::get('mailer')->cancelled();
        $this->getInvokeArg('bootstrap')->getResource('mailer')->flush();
        $this->_helper->redirector('index');
    }
    public function printAction()
    {
        $this->_helper->basket('print');
        $this->renderScript($this->_getParam('script'));
    }
    private function hiddenAction()
    {
    }
}
