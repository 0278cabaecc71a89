<?php

namespace Brico\Checkout;

use Brico\Cart\CartPricer;
use Brico\Cart\CartRepository;
use Brico\Customer\AddressBook;
use Brico\Kernel\Database;
use Brico\Kernel\Registry;
use Brico\Payment\RefundService;
use Brico\Stock\OutOfStockException;
use Brico\Stock\ReservationRepository;
use Brico\Stock\StockManager;

class OrderService
{
    private $db;
    private $orders;
    private $carts;
    private $pricer;
    private $stock;
    private $reservations;
    private $addresses;

    public function __construct(Database $db, OrderRepository $orders = null, CartPricer $pricer = null, StockManager $stock = null)
    {
        $this->db = $db;
        $this->orders = $orders ?: new OrderRepository($db);
        $this->carts = new CartRepository($db);
        $this->pricer = $pricer ?: new CartPricer($db, $this->carts);
        $this->stock = $stock ?: new StockManager($db);
        $this->reservations = new ReservationRepository($db);
        $this->addresses = new AddressBook($db);
    }

    /**
     * Turns the cart into an order that waits for its payment.
     *
     * @throws CheckoutException
     * @throws OutOfStockException
     *
     * @return Order
     */
    public function place($cartId, $customerId, $addressId, $carrier)
    {
        $cart = $this->carts->find($cartId);
        $items = $cart ? $this->carts->items($cartId) : array();
        if (!$items) {
            throw CheckoutException::emptyCart();
        }
        $address = $this->addresses->find($customerId, $addressId);
        if (!$address) {
            throw new CheckoutException('no_address');
        }
        $price = $this->pricer->price($cartId, $address['zip'], $carrier);

        $order = new Order();
        $order->customerId = $customerId;
        $order->addressId = $addressId;
        $order->couponId = $cart['coupon_id'];
        $order->shippingTotal = $price['shipping']->cents();
        $order->total = $price['total']->cents();

        $this->db->begin();
        try {
            $reserved = array();
            foreach ($this->reservations->forCart($cartId) as $reservation) {
                $reserved[$reservation['offer_id']] = $reservation['quantity'];
            }
            foreach ($items as $item) {
                $order->addLine(OrderLine::fromCartItem($item));
                $missing = $item['quantity'] - (isset($reserved[$item['offer_id']]) ? $reserved[$item['offer_id']] : 0);
                if ($missing > 0) {
                    $this->stock->reserve($item['offer_id'], $missing, $cartId);
                }
            }
            $this->orders->save($order);
            $this->orders->addHistory($order->id, $order->status, $carrier);
            $this->reservations->attachToOrder($cartId, $order->id);
            $this->db->commit();
        } catch (\Exception $e) {
            $this->db->rollback();
            throw $e;
        }
        Registry::get('events')->dispatch('order.placed', array('order' => $order));

        return $order;
    }

    /** Called by the payment. The rest (stock, commissions, invoice, mails) is still in the OrderManager. */
    public function markPaid($orderId, $reference)
    {
        $order = $this->orders->find($orderId);
        if (!$order || $order->isPaid()) {
            return false;
        }
        require_once INC_DIR . 'order.inc.php';
        order_set_status($orderId, OrderStatus::PAID, $reference);
        if ($cart = $this->db->fetchOne('SELECT id FROM carts WHERE customer_id = ? ORDER BY updated_at DESC LIMIT 1', array($order->customerId))) {
            $this->carts->delete($cart['id']);
        }
        Registry::get('events')->dispatch('order.paid', array('order_id' => $orderId));

        return true;
    }

    public function cancel($orderId, $reason = '')
    {
        $order = $this->orders->find($orderId);
        if (!$order || !$order->canBeCancelled()) {
            throw CheckoutException::badTransition($orderId, $order ? $order->status : '?', OrderStatus::CANCELLED);
        }
        $wasPaid = $order->isPaid();
        $this->db->begin();
        $order->status = OrderStatus::CANCELLED;
        $this->orders->save($order);
        $this->orders->addHistory($orderId, $order->status, $reason);
        foreach ($this->reservations->forOrder($orderId) as $reservation) {
            $this->stock->release($reservation['id']);
        }
        $this->db->commit();

        if ($wasPaid) {
            $refunds = new RefundService($this->db);
            $refunds->refund($orderId, $order->total, $reason ?: 'cancelled');
        }
        $customer = $this->db->fetchOne('SELECT email, firstname FROM customers WHERE id = ?', array($order->customerId));
        Registry::get('mailer')->send($customer['email'], 'order_cancelled', array('id' => $orderId, 'firstname' => $customer['firstname']));
    }
}
