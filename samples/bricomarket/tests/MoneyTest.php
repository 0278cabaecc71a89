<?php

namespace Brico\Tests;

use Brico\Kernel\Money;
use PHPUnit\Framework\TestCase;

class MoneyTest extends TestCase
{
    public function testAddAndSubtract()
    {
        $money = (new Money(1250))->add(new Money(50))->subtract(new Money(300));
        $this->assertSame(1000, $money->cents());
    }

    public function testFromFloatRounds()
    {
        $this->assertSame(1999, Money::fromFloat(19.99)->cents());
        $this->assertSame(1, Money::fromFloat(0.005)->cents());
    }

    public function testSplitLosesNothing()
    {
        $parts = (new Money(1000))->split(3);
        $cents = array_map(function (Money $part) {
            return $part->cents();
        }, $parts);
        $this->assertSame([334, 333, 333], $cents);
    }

    public function testCurrenciesDoNotMix()
    {
        $this->expectException(\InvalidArgumentException::class);
        (new Money(1, 'EUR'))->add(new Money(1, 'CHF'));
    }
}
