<?php

namespace Brico\Payment;

use Brico\Checkout\Order;
use Brico\Checkout\OrderService;
use Brico\Kernel\Database;
use Brico\Kernel\Registry;

class PaymentService
{
    private $db;
    private $log;
    private $gateways = array();

    public function __construct(Database $db, TransactionLog $log = null)
    {
        $this->db = $db;
        $this->log = $log ?: new TransactionLog($db);
    }

    public function charge(Order $order, $method)
    {
        $paymentId = $this->db->insert('payments', array(
            'order_id' => $order->id,
            'provider' => $method,
            'status' => 'pending',
            'amount' => $order->total,
            'created_at' => date('Y-m-d H:i:s'),
        ));
        $customer = $this->db->fetchOne('SELECT * FROM customers WHERE id = ?', array($order->customerId));
        if ($method === 'cheque') {
            $this->db->execute("UPDATE payments SET status = 'pending_cheque' WHERE id = ?", array($paymentId));
            return array('url' => '/commande?step=return', 'method' => 'none', 'fields' => array('order' => $order->id));
        }
        $todo = $this->gateway($method)->start($paymentId, $order, $customer);
        $this->log->add($paymentId, 'start', 'P' . $paymentId, json_encode($todo['fields']));

        return $todo;
    }

    /** What the bank says, from paybox_callback.php. */
    public function confirm($provider, array $request)
    {
        $answer = $this->gateway($provider)->readNotification($request);
        $payment = $this->db->fetchOne('SELECT * FROM payments WHERE id = ?', array($answer['payment_id']));
        $this->log->add($payment ? $payment['id'] : null, 'notify', $answer['reference'], json_encode($request));
        if (!$payment || $payment['status'] === 'captured') {
            return (bool) $payment;
        }
        if ($answer['ok'] && $answer['amount'] != $payment['amount']) {
            throw new PaymentException("Payment {$payment['id']}: {$answer['amount']} instead of {$payment['amount']}", $provider);
        }
        $this->setStatus($payment['id'], $answer['ok'] ? 'captured' : 'refused');
        if ($answer['ok']) {
            $orders = new OrderService($this->db);
            $orders->markPaid($payment['order_id'], $provider . ' ' . $answer['reference']);
        }

        return $answer['ok'];
    }

    /** @return string the provider's reference */
    public function refund(array $payment, $cents)
    {
        $capture = $this->log->lastCapture($payment['id']);
        if (!$capture) {
            throw new PaymentException('Nothing was captured for payment ' . $payment['id'], $payment['provider']);
        }
        $reference = $this->gateway($payment['provider'])->refund($capture['reference'], $cents);
        $this->log->add($payment['id'], 'refund', $reference, json_encode(array('amount' => $cents)));

        return $reference;
    }

    public function status($paymentId)
    {
        $payment = $this->db->fetchOne('SELECT * FROM payments WHERE id = ?', array($paymentId));
        if ($payment['status'] === 'pending' && $last = $this->log->last($paymentId)) {
            $status = $this->gateway($payment['provider'])->status($last['reference']);
            if ($status !== 'pending') {
                $this->setStatus($paymentId, $status);
                return $status;
            }
        }

        return $payment['status'];
    }

    private function setStatus($paymentId, $status)
    {
        $this->db->execute('UPDATE payments SET status = ? WHERE id = ?', array($status, $paymentId));
    }

    /** @return PaymentGateway */
    private function gateway($provider)
    {
        if (!isset($this->gateways[$provider])) {
            $class = 'Brico\\Payment\\' . ucfirst($provider) . 'Gateway';
            if (!class_exists($class)) {
                throw new PaymentException('No gateway for ' . $provider, $provider);
            }
            $this->gateways[$provider] = new $class(Registry::get('config'));
        }

        return $this->gateways[$provider];
    }
}
