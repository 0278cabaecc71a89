<?php

namespace Brico\Customer;

use Brico\Kernel\Entity;

class Customer extends Entity
{
    public $id;
    public $email;
    public $password;
    public $firstname;
    public $lastname;
    public $newsletter = false;
    public $createdAt;

    public static function fromRow(array $row)
    {
        $customer = new self();
        $customer->id = (int) $row['id'];
        $customer->email = $row['email'];
        $customer->password = $row['password'];
        $customer->firstname = $row['firstname'];
        $customer->lastname = $row['lastname'];
        $customer->newsletter = (bool) $row['newsletter'];
        $customer->createdAt = $row['created_at'];

        return $customer;
    }

    public function fullName()
    {
        return trim($this->firstname . ' ' . $this->lastname);
    }

    public function hasLegacyPassword()
    {
        return strlen($this->password) === 32 && ctype_xdigit($this->password);
    }

    public function isNew(\DateTime $now)
    {
        return $now->getTimestamp() - strtotime($this->createdAt) < 7 * 86400;
    }
}
