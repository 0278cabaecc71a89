<?php

namespace Brico\Checkout;

class CheckoutException extends \RuntimeException
{
    public static function emptyCart()
    {
        return new self('cart_empty');
    }

    public static function badTransition($orderId, $from, $to)
    {
        return new self("Order $orderId cannot go from $from to $to");
    }
}
