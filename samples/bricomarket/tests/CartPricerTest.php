<?php

namespace Brico\Tests;

use Brico\Cart\CartPricer;
use Brico\Cart\CartRepository;
use Brico\Cart\CouponChecker;
use Brico\Kernel\Database;
use Brico\Kernel\Money;
use Brico\Shipping\ShippingCalculator;
use PHPUnit\Framework\TestCase;

class CartPricerTest extends TestCase
{
    private $carts;
    private $coupons;
    private $shipping;
    private $pricer;

    protected function setUp()
    {
        $this->carts = $this->createMock(CartRepository::class);
        $this->coupons = $this->createMock(CouponChecker::class);
        $this->shipping = $this->createMock(ShippingCalculator::class);
        $this->shipping->method('quote')->willReturn(new Money(690));
        $this->pricer = new CartPricer($this->createMock(Database::class), $this->carts, $this->coupons, $this->shipping);
    }

    public function testEmptyCartCostsNothing()
    {
        $this->carts->method('items')->willReturn([]);
        $this->assertSame(0, $this->pricer->price(1, '69001')['total']->cents());
    }

    public function testGoodsAndDelivery()
    {
        $this->carts->method('items')->willReturn([$this->item(1250, 2), $this->item(399, 1)]);
        $price = $this->pricer->price(1, '69001');
        $this->assertSame(2899, $price['goods']->cents());
        $this->assertSame(2899 + 690, $price['total']->cents());
    }

    public function testNoZipNoDelivery()
    {
        $this->carts->method('items')->willReturn([$this->item(1250, 2)]);
        $this->shipping->expects($this->never())->method('quote');
        $this->assertSame(2500, $this->pricer->price(1)['total']->cents());
    }

    public function testShippingCouponRemovesTheDelivery()
    {
        $this->carts->method('items')->willReturn([$this->item(1000, 1)]);
        $this->carts->method('find')->willReturn(['id' => 1, 'coupon_id' => 4]);
        $this->coupons->method('load')->willReturn(['id' => 4, 'type' => 'shipping', 'amount' => 0]);
        $this->assertSame(1000, $this->pricer->price(1, '69001')['total']->cents());
    }

    /**
     * @dataProvider rates
     */
    public function testVatIsInsideThePrice($rate, $expected)
    {
        $this->carts->method('items')->willReturn([$this->item(12000, 1, $rate)]);
        $this->assertSame($expected, $this->pricer->price(1)['vat']->cents());
    }

    public function rates()
    {
        return [['20.00', 2000], ['10.00', 1091], ['5.50', 626], [null, 2000]];
    }

    private function item($price, $quantity, $rate = '20.00')
    {
        return ['offer_id' => 1, 'product_id' => 1, 'seller_id' => 1, 'unit_price' => $price, 'quantity' => $quantity, 'vat_rate' => $rate];
    }
}
