<?php

namespace Brico\Payment;

use Brico\Kernel\Database;
use Brico\Kernel\Registry;
use Brico\Seller\CommissionCalculator;

class RefundService
{
    private $db;
    private $payments;

    public function __construct(Database $db, PaymentService $payments = null)
    {
        $this->db = $db;
        $this->payments = $payments ?: new PaymentService($db);
    }

    /**
     * @throws PaymentException
     */
    public function refund($orderId, $cents, $reason)
    {
        $payment = $this->db->fetchOne(
            "SELECT * FROM payments WHERE order_id = ? AND status = 'captured' ORDER BY amount DESC LIMIT 1",
            array($orderId)
        );
        if (!$payment) {
            throw new PaymentException('Order ' . $orderId . ' is not paid');
        }
        if ($cents > $this->refundable($payment)) {
            throw new PaymentException('Too much', $payment['provider']);
        }
        if ($payment['provider'] !== 'cheque') {
            $this->payments->refund($payment, $cents);
        }
        $this->db->begin();
        $id = $this->db->insert('refunds', array(
            'payment_id' => $payment['id'],
            'order_id' => $orderId,
            'amount' => $cents,
            'reason' => substr($reason, 0, 255),
        ));
        if ($this->refundable($payment) === 0) {
            $this->db->execute("UPDATE payments SET status = 'refunded' WHERE id = ?", array($payment['id']));
        }
        $this->db->commit();

        $customer = $this->db->fetchOne(
            'SELECT c.email, c.firstname FROM customers c JOIN orders o ON o.customer_id = c.id WHERE o.id = ?',
            array($orderId)
        );
        Registry::get('mailer')->send($customer['email'], 'refund_done', array('firstname' => $customer['firstname'], 'id' => $orderId, 'amount' => $cents));

        return $id;
    }

    /** One line that came back: the seller gets the commission back too. */
    public function refundLine($orderLineId, $quantity, $reason)
    {
        $line = $this->db->fetchOne('SELECT * FROM order_lines WHERE id = ?', array($orderLineId));
        $id = $this->refund($line['order_id'], $quantity * $line['unit_price'], $reason);
        $commissions = new CommissionCalculator($this->db, Registry::get('config'));
        $commissions->cancel((int) $orderLineId);

        return $id;
    }

    public function refundable(array $payment)
    {
        $row = $this->db->fetchOne('SELECT SUM(amount) AS n FROM refunds WHERE payment_id = ?', array($payment['id']));

        return (int) $payment['amount'] - (int) $row['n'];
    }
}
