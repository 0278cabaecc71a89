<?php

namespace Brico\Cart;

use Brico\Kernel\Database;
use Brico\Kernel\Money;
use Brico\Shipping\ShippingCalculator;

/**
 * The price of a cart: goods, discount, delivery, VAT. The old ShoppingCart::total() must give the same
 * (it does not round the discounts in the same way, see ticket 5120).
 */
class CartPricer
{
    private $carts;
    private $coupons;
    private $shipping;

    public function __construct(
        Database $db,
        CartRepository $carts = null,
        CouponChecker $coupons = null,
        ShippingCalculator $shipping = null
    ) {
        $this->carts = $carts ?: new CartRepository($db);
        $this->coupons = $coupons ?: new CouponChecker($db);
        $this->shipping = $shipping ?: new ShippingCalculator($db);
    }

    /**
     * @param int         $cartId
     * @param string|null $zip     without it the delivery is not counted
     * @param string      $carrier code
     *
     * @return array of Money: goods, discount, shipping, vat, total
     */
    public function price($cartId, $zip = null, $carrier = 'colissimo')
    {
        $items = $this->carts->items($cartId);
        $goods = new Money(0);
        foreach ($items as $item) {
            $goods = $goods->add($this->lineTotal($item));
        }

        $cart = $this->carts->find($cartId);
        $discount = new Money(0);
        $freeShipping = false;
        if ($cart && $cart['coupon_id']) {
            $coupon = $this->coupons->load($cart['coupon_id']);
            if ($coupon && $coupon['type'] === 'shipping') {
                $freeShipping = true;
            } elseif ($coupon) {
                $discount = $this->coupons->discount($coupon, $goods);
            }
        }

        $shipping = new Money(0);
        if ($zip && !$freeShipping && $items) {
            $shipping = $this->shipping->quote($items, $zip, $carrier);
        }

        return array(
            'goods' => $goods,
            'discount' => $discount,
            'shipping' => $shipping,
            'vat' => $this->vat($items, $goods, $discount),
            'total' => $goods->subtract($discount)->add($shipping),
        );
    }

    private function lineTotal(array $item)
    {
        $price = new Money($item['unit_price']);

        return $price->times($item['quantity']);
    }

    /** VAT is included in the prices; the discount is shared out over the rates. */
    private function vat(array $items, Money $goods, Money $discount)
    {
        $ratio = $goods->isZero() ? 0 : 1 - $discount->cents() / $goods->cents();
        $vat = 0;
        foreach ($items as $item) {
            $rate = $item['vat_rate'] === null ? 20.0 : (float) $item['vat_rate'];
            $ttc = $this->lineTotal($item)->cents() * $ratio;
            $vat += $ttc - $ttc / (1 + $rate / 100);
        }

        return new Money(round($vat));
    }
}
