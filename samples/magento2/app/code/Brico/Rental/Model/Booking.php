<?php
namespace Brico\Rental\Model;

use Brico\Rental\Api\Data\BookingInterface;
use Magento\Framework\Event\ManagerInterface;

class Booking implements BookingInterface
{
    private $events;

    public function __construct(ManagerInterface $events)
    {
        $this->events = $events;
    }

    public function confirm(): void
    {
        $this->events->dispatch('brico_booking_confirmed', ['booking' => $this]);
    }
}
