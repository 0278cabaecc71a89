<?php

namespace Brico\Cart;

use Brico\Checkout\OrderRepository;
use Brico\Kernel\Clock;
use Brico\Kernel\Database;
use Brico\Kernel\Money;

class CouponChecker
{
    private $db;
    private $orders;
    private $clock;

    public function __construct(Database $db, OrderRepository $orders = null, Clock $clock = null)
    {
        $this->db = $db;
        $this->orders = $orders ?: new OrderRepository($db);
        $this->clock = $clock ?: new Clock();
    }

    public function load($id)
    {
        return $this->db->fetchOne('SELECT * FROM coupons WHERE id = ?', array($id));
    }

    /**
     * @throws InvalidCoupon
     */
    public function check($code, $customerId)
    {
        $coupon = $this->db->fetchOne('SELECT * FROM coupons WHERE code = ?', array(strtoupper(trim($code))));
        if (!$coupon) {
            throw new InvalidCoupon('coupon_unknown', $code);
        }
        if ($coupon['valid_until'] && $coupon['valid_until'] < $this->clock->now()->format('Y-m-d')) {
            throw new InvalidCoupon('coupon_expired', $code);
        }
        if ($customerId && $this->orders->couponUsed($coupon['id'], $customerId)) {
            throw new InvalidCoupon('coupon_already_used', $code);
        }
        // loyalty coupons (FID...) are for one person, and for once
        if (strpos($coupon['code'], 'FID') === 0 && $this->orders->couponUsed($coupon['id'])) {
            throw new InvalidCoupon('coupon_already_used', $code);
        }

        return $coupon;
    }

    public function discount(array $coupon, Money $goods)
    {
        switch ($coupon['type']) {
            case 'percent':
                return $goods->times($coupon['amount'] / 100);
            case 'amount':
                return new Money(min($coupon['amount'], $goods->cents()));
            default:
                return new Money(0);
        }
    }
}
