<?php

namespace Brico\Customer;

use Brico\Backoffice\SettingsRepository;
use Brico\Kernel\Database;
use Brico\Kernel\EventDispatcher;
use Brico\Kernel\Money;

class LoyaltyProgram
{
    const CENTS_PER_POINT = 2;

    private $db;
    private $settings;
    private $events;

    public function __construct(Database $db, SettingsRepository $settings = null, EventDispatcher $events = null)
    {
        $this->db = $db;
        $this->settings = $settings ?: new SettingsRepository($db);
        $this->events = $events;
    }

    public function award($customerId, $points, $orderId = null)
    {
        if ($points == 0) {
            return;
        }
        $this->db->insert('loyalty_points', array('customer_id' => $customerId, 'order_id' => $orderId, 'points' => $points));
        if ($this->events) {
            $this->events->dispatch('loyalty.awarded', array('customer_id' => $customerId, 'points' => $points));
        }
    }

    /** One point per euro of goods; shipping earns nothing. */
    public function awardOrder($orderId)
    {
        $order = $this->db->fetchOne('SELECT id, customer_id, total, shipping_total FROM orders WHERE id = ?', array($orderId));
        $already = $this->db->fetchOne('SELECT id FROM loyalty_points WHERE order_id = ? AND points > 0', array($orderId));
        if (!$order || $already) {
            return 0;
        }
        $rate = (float) $this->settings->get('loyalty_rate', 1);
        $points = (int) floor(($order['total'] - $order['shipping_total']) / 100 * $rate);
        $this->award($order['customer_id'], $points, $orderId);

        return $points;
    }

    public function balance($customerId)
    {
        $row = $this->db->fetchOne('SELECT SUM(points) AS n FROM loyalty_points WHERE customer_id = ?', array($customerId));

        return (int) $row['n'];
    }

    /** @return string the code of the coupon */
    public function burn($customerId, $points)
    {
        $minimum = (int) $this->settings->get('loyalty_min_burn', 500);
        if ($points < $minimum || $points > $this->balance($customerId)) {
            throw new \DomainException('not_enough_points');
        }
        $value = new Money($points * self::CENTS_PER_POINT);
        $code = 'FID' . strtoupper(substr(sha1($customerId . microtime()), 0, 8));
        $this->db->begin();
        $this->award($customerId, -$points);
        $this->db->insert('coupons', array(
            'code' => $code,
            'type' => 'amount',
            'amount' => $value->cents(),
            'valid_until' => date('Y-m-d', strtotime('+3 months')),
        ));
        $this->db->commit();

        return $code;
    }

    /** Points that we may still have to pay for, for the balance sheet. */
    public function liability()
    {
        $row = $this->db->fetchOne('SELECT SUM(points) AS n FROM loyalty_points');

        return new Money((int) $row['n'] * self::CENTS_PER_POINT);
    }
}
