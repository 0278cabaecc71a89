<?php

namespace Brico\Payment;

class PaymentException extends \RuntimeException
{
    private $provider;

    public function __construct($message, $provider = '', $code = 0, \Exception $previous = null)
    {
        parent::__construct($message, $code, $previous);
        $this->provider = $provider;
    }

    public function getProvider()
    {
        return $this->provider;
    }
}
