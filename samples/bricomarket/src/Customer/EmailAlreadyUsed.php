<?php

namespace Brico\Customer;

class EmailAlreadyUsed extends \DomainException
{
    private $email;

    public function __construct($email, \Exception $previous = null)
    {
        $this->email = $email;
        parent::__construct('email_already_used', 0, $previous);
    }

    public function getEmail()
    {
        return $this->email;
    }
}
