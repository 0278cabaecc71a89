<?php
namespace Brico\Club\Observer;

use Magento\Framework\Event\Observer;
use Magento\Framework\Event\ObserverInterface;
use Magento\Framework\MessageQueue\PublisherInterface;

class CountBookings implements ObserverInterface
{
    private $publisher;

    public function __construct(PublisherInterface $publisher)
    {
        $this->publisher = $publisher;
    }

    public function execute(Observer $observer)
    {
        $this->publisher->publish('club.points', (string) $observer->getEvent()->getBooking()->getId());
    }
}
