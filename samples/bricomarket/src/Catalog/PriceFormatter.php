<?php
declare(strict_types=1);

namespace Brico\Catalog;

use Brico\Kernel\Config;

/**
 * Replaces format_price() of includes/functions.inc.php (migration started in 2016, pages still use the function).
 */
final class PriceFormatter
{
    const NBSP = "\xc2\xa0";

    /** @var string */
    private $currency;

    /** @var bool */
    private $withTax;

    public function __construct(string $currency = 'EUR', bool $withTax = true)
    {
        $this->currency = $currency;
        $this->withTax = $withTax;
    }

    public static function fromConfig(Config $config): self
    {
        return new self((string) $config->get('shop.currency'), (bool) $config->get('shop.prices_with_tax'));
    }

    public function format(int $cents): string
    {
        $sign = $cents < 0 ? '-' : '';
        $amount = number_format(abs($cents) / 100, 2, ',', self::NBSP);

        return $sign . $amount . self::NBSP . $this->symbol();
    }

    public function formatRange(int $min, int $max): string
    {
        if ($min === $max) {
            return $this->format($min);
        }

        return $this->format($min) . ' - ' . $this->format($max);
    }

    public function formatUnit(int $cents, string $unit): string
    {
        return $this->format($cents) . ' / ' . $unit;
    }

    public function withoutTax(int $cents, float $rate): int
    {
        if (!$this->withTax) {
            return $cents;
        }

        return (int) round($cents / (1 + $rate / 100));
    }

    private function symbol(): string
    {
        switch ($this->currency) {
            case 'EUR':
                return "\xe2\x82\xac";
            case 'CHF':
                return 'CHF';
            default:
                return $this->currency;
        }
    }
}
