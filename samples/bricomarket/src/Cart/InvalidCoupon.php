<?php

namespace Brico\Cart;

class InvalidCoupon extends \DomainException
{
    private $coupon;

    public function __construct($message, $coupon)
    {
        parent::__construct($message);
        $this->coupon = $coupon;
    }

    public function getCoupon()
    {
        return $this->coupon;
    }
}
