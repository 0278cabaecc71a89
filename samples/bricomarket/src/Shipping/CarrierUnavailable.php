<?php

namespace Brico\Shipping;

class CarrierUnavailable extends \RuntimeException
{
    public static function because($carrier, $reason)
    {
        return new static($carrier . ': ' . $reason);
    }
}
