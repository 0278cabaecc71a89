<?php
namespace Brico\Rental\Api\Data;

interface BookingInterface
{
    public function confirm(): void;
}
