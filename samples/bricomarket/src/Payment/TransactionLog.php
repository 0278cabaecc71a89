<?php

namespace Brico\Payment;

use Brico\Kernel\Repository;

class TransactionLog extends Repository
{
    public function add($paymentId, $type, $reference, $payload)
    {
        return $this->db->insert('payment_transactions', array(
            'payment_id' => $paymentId,
            'type' => $type,
            'reference' => substr($reference, 0, 60),
            'payload' => $payload,
            'created_at' => $this->now(),
        ));
    }

    public function last($paymentId)
    {
        return $this->db->fetchOne('SELECT * FROM payment_transactions WHERE payment_id = ? ORDER BY id DESC LIMIT 1', array($paymentId));
    }

    /** The old payments have "capture", the new ones "notify". */
    public function lastCapture($paymentId)
    {
        return $this->db->fetchOne(
            "SELECT * FROM payment_transactions WHERE payment_id = ? AND type IN ('capture', 'notify') AND reference != '' ORDER BY id DESC LIMIT 1",
            array($paymentId)
        );
    }

    public function forPayment($paymentId)
    {
        return $this->db->fetchAll('SELECT * FROM payment_transactions WHERE payment_id = ? ORDER BY id', array($paymentId));
    }
}
