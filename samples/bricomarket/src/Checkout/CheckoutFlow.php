<?php

namespace Brico\Checkout;

use Brico\Cart\CartPricer;
use Brico\Kernel\Database;
use Brico\Payment\PaymentService;
use Brico\Shipping\ShippingCalculator;

/**
 * The steps of pages/checkout*.php. Works on the session because of the old pages.
 */
class CheckoutFlow
{
    private static $steps = array('address', 'shipping', 'payment', 'confirm');

    private $session;
    private $service;
    private $payments;
    private $pricer;
    private $calculator;

    public function __construct(array &$session, Database $db)
    {
        $this->session = &$session;
        $this->service = new OrderService($db);
        $this->payments = new PaymentService($db);
        $this->pricer = new CartPricer($db);
        $this->calculator = new ShippingCalculator($db);
    }

    public function step()
    {
        $step = isset($this->session['checkout_step']) ? $this->session['checkout_step'] : null;

        return in_array($step, self::$steps, true) ? $step : self::$steps[0];
    }

    public function steps()
    {
        return self::$steps;
    }

    public function advance()
    {
        $i = array_search($this->step(), self::$steps, true);

        return $this->session['checkout_step'] = self::$steps[min($i + 1, count(self::$steps) - 1)];
    }

    /** Only backwards. */
    public function goBackTo($step)
    {
        if (array_search($step, self::$steps, true) <= array_search($this->step(), self::$steps, true)) {
            $this->session['checkout_step'] = $step;
        }
    }

    public function quotes($items, $zip)
    {
        return $this->calculator->allQuotes($items, $zip);
    }

    public function price($zip)
    {
        $carrier = isset($this->session['shipping_method']) ? $this->session['shipping_method'] : 'colissimo';

        return $this->pricer->price($this->session['cart_id'], $zip, $carrier);
    }

    /** @return array what the browser must do: url, method, fields */
    public function finish($customerId)
    {
        $order = $this->service->place(
            $this->session['cart_id'],
            $customerId,
            $this->session['checkout_address'],
            $this->session['shipping_method']
        );
        $this->session['last_order'] = $order->id;
        unset($this->session['checkout_step']);

        return $this->payments->charge($order, $this->session['checkout_method']);
    }
}
