<?php

namespace Brico\Customer;

use Brico\Kernel\Repository;

class TokenRepository extends Repository
{
    const REMEMBER = 'remember';
    const PASSWORD = 'password';
    const UNSUBSCRIBE = 'unsubscribe';
    const API = 'api';

    public function create($customerId, $type)
    {
        $token = sha1(uniqid($customerId . $type, true) . mt_rand());
        $this->db->insert('customer_tokens', array('customer_id' => $customerId, 'token' => $token, 'type' => $type));

        return $token;
    }

    /** @return int|null the customer */
    public function customerOf($token, $type)
    {
        $row = $this->db->fetchOne('SELECT customer_id FROM customer_tokens WHERE token = ? AND type = ?', array($token, $type));

        return $row ? (int) $row['customer_id'] : null;
    }

    public function consume($token, $type)
    {
        $customerId = $this->customerOf($token, $type);
        if ($customerId !== null) {
            $this->db->execute('DELETE FROM customer_tokens WHERE customer_id = ? AND type = ?', array($customerId, $type));
        }

        return $customerId;
    }
}
