<?php

declare(strict_types=1);

namespace Brico\Checkout;

final class OrderStatus
{
    const CREATED = 'new';
    const PAID = 'paid';
    const CHECKING = 'checking';
    const SHIPPED = 'shipped';
    const DELIVERED = 'delivered';
    const CANCELLED = 'cancelled';
    const REFUNDED = 'refunded';

    private static $transitions = [
        self::CREATED => [self::PAID, self::CHECKING, self::CANCELLED],
        self::PAID => [self::CHECKING, self::SHIPPED, self::CANCELLED, self::REFUNDED],
        self::CHECKING => [self::PAID, self::CANCELLED],
        self::SHIPPED => [self::DELIVERED, self::REFUNDED],
        self::DELIVERED => [self::REFUNDED],
        self::CANCELLED => [],
        self::REFUNDED => [],
    ];

    private function __construct()
    {
    }

    public static function canGo(string $from, string $to): bool
    {
        return in_array($to, self::$transitions[$from] ?? [], true);
    }

    public static function isPaid(string $status): bool
    {
        return in_array($status, [self::PAID, self::CHECKING, self::SHIPPED, self::DELIVERED], true);
    }

    /** @return string[] */
    public static function next(string $from): array
    {
        return self::$transitions[$from] ?? [];
    }
}
