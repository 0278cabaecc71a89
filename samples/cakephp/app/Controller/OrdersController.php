<?php
App::uses('AppController', 'Controller');
class OrdersController extends AppController {
    public $uses = array('Order', 'Stock.Reservation');
    public function index() {
        $this->set('orders', $this->Order->find('all'));
        $this->Order->open();
        $this->Order->Customer->blocked();
    }
    public function pay($id) {
        $this->loadModel('Payment');
        $this->Payment->charge($id);
        $this->Basket->clear();
        $this->Session->setFlash('paid');
        $this->getEventManager()->dispatch(new CakeEvent('Order.paid', $this));
        $this->render('receipt');
    }
    protected function hidden() { ClassRegistry::init($this->request->query('model')); }
}
