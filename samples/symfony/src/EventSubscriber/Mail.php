<?php
namespace App\EventSubscriber;
use Symfony\Component\EventDispatcher\EventSubscriberInterface;
class Mail implements EventSubscriberInterface {
    public static function getSubscribedEvents() { return ['order.paid' => ['onPaid', 10]]; }
    public function onPaid() {}
}
