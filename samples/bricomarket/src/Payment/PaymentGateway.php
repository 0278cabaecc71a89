<?php

namespace Brico\Payment;

use Brico\Checkout\Order;

interface PaymentGateway
{
    /**
     * @return array url, method (get, post, none) and fields for the browser
     */
    public function start($paymentId, Order $order, array $customer);

    /** @return array reference, ok, code, payment_id */
    public function readNotification(array $request);

    /**
     * @return string the reference of the refund
     * @throws PaymentException
     */
    public function refund($reference, $cents);

    /** @return string captured, pending, refused */
    public function status($reference);
}
