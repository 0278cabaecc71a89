<?php

namespace Brico\Checkout;

use Brico\Kernel\Entity;
use Brico\Kernel\Money;

class Order extends Entity
{
    public $id;
    public $customerId;
    public $status = OrderStatus::CREATED;
    public $total = 0;
    public $shippingTotal = 0;
    public $addressId;
    public $couponId;
    public $createdAt;
    /** @var OrderLine[] */
    public $lines = array();

    public static function fromRow(array $row, array $lines = array())
    {
        $order = new self();
        foreach (array('id', 'total', 'customer_id', 'shipping_total', 'address_id', 'coupon_id') as $column) {
            $property = lcfirst(str_replace(' ', '', ucwords(str_replace('_', ' ', $column))));
            $order->$property = $row[$column] === null ? null : (int) $row[$column];
        }
        $order->status = $row['status'];
        $order->createdAt = $row['created_at'];
        $order->lines = $lines;

        return $order;
    }

    public function addLine(OrderLine $line)
    {
        $this->lines[] = $line;
    }

    public function goods()
    {
        return array_reduce($this->lines, function (Money $sum, OrderLine $line) {
            return $sum->add($line->total());
        }, new Money(0));
    }

    public function total()
    {
        return new Money($this->total);
    }

    public function isPaid()
    {
        return OrderStatus::isPaid($this->status);
    }

    public function canBeCancelled()
    {
        return OrderStatus::canGo($this->status, OrderStatus::CANCELLED);
    }

    /** @return int[] */
    public function sellerIds()
    {
        return array_values(array_unique(array_map(function (OrderLine $line) {
            return $line->sellerId;
        }, $this->lines)));
    }
}
