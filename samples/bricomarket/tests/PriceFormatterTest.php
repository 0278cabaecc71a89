<?php

namespace Brico\Tests;

use Brico\Catalog\PriceFormatter;
use PHPUnit\Framework\TestCase;

class PriceFormatterTest extends TestCase
{
    /**
     * @dataProvider prices
     */
    public function testFormat($cents, $expected)
    {
        $formatter = new PriceFormatter();
        $this->assertSame($expected, str_replace(PriceFormatter::NBSP, ' ', $formatter->format($cents)));
    }

    public function prices()
    {
        return [
            [0, '0,00 €'],
            [5, '0,05 €'],
            [123456, '1 234,56 €'],
            [-990, '-9,90 €'],
        ];
    }

    public function testRangeOfOnePriceIsThePrice()
    {
        $formatter = new PriceFormatter('CHF');
        $this->assertSame($formatter->format(100), $formatter->formatRange(100, 100));
    }

    public function testWithoutTax()
    {
        $this->assertSame(1000, (new PriceFormatter())->withoutTax(1200, 20.0));
        $this->assertSame(1200, (new PriceFormatter('EUR', false))->withoutTax(1200, 20.0));
    }
}
