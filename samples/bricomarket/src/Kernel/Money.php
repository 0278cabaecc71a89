<?php

namespace Brico\Kernel;

/** An amount in cents and its currency. Immutable. */
final class Money
{
    private $cents;
    private $currency;

    public function __construct($cents, $currency = 'EUR')
    {
        $this->cents = (int) $cents;
        $this->currency = $currency;
    }

    public static function fromFloat($amount, $currency = 'EUR')
    {
        return new self((int) round($amount * 100), $currency);
    }

    public function cents()
    {
        return $this->cents;
    }

    public function currency()
    {
        return $this->currency;
    }

    public function add(Money $other)
    {
        $this->assertSameCurrency($other);

        return new self($this->cents + $other->cents, $this->currency);
    }

    public function subtract(Money $other)
    {
        $this->assertSameCurrency($other);

        return new self($this->cents - $other->cents, $this->currency);
    }

    public function times($factor)
    {
        return new self((int) round($this->cents * $factor), $this->currency);
    }

    /**
     * Splits without losing a cent: 1000 in 3 is 334, 333, 333.
     *
     * @return Money[]
     */
    public function split($parts)
    {
        $base = (int) floor($this->cents / $parts);
        $rest = $this->cents - $base * $parts;
        $result = array();
        for ($i = 0; $i < $parts; $i++) {
            $result[] = new self($base + ($i < $rest ? 1 : 0), $this->currency);
        }

        return $result;
    }

    public function isZero()
    {
        return $this->cents === 0;
    }

    public function __toString()
    {
        return number_format($this->cents / 100, 2, ',', ' ') . ' ' . $this->currency;
    }

    private function assertSameCurrency(Money $other)
    {
        if ($other->currency !== $this->currency) {
            throw new \InvalidArgumentException("{$this->currency} is not {$other->currency}");
        }
    }
}
