<?php
class OrderMail implements CakeEventListener {
    public function implementedEvents() {
        return array('Order.paid' => 'onPaid');
    }
    public function onPaid($event) {}
}
