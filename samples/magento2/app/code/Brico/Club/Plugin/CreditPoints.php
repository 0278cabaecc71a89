<?php
namespace Brico\Club\Plugin;

use Brico\Rental\Model\Booking;

class CreditPoints
{
    public function afterConfirm(Booking $subject): void
    {
    }
}
