<?php

namespace Brico\Checkout;

use Brico\Kernel\Entity;
use Brico\Kernel\Money;

class OrderLine extends Entity
{
    public $id;
    public $offerId;
    public $sellerId;
    public $quantity;
    public $unitPrice;
    /** @var int cents of VAT in the line */
    public $vat;

    public static function fromRow(array $row)
    {
        $line = new self();
        $line->id = isset($row['id']) ? (int) $row['id'] : null;
        $line->offerId = (int) $row['offer_id'];
        $line->sellerId = (int) $row['seller_id'];
        $line->quantity = (int) $row['quantity'];
        $line->unitPrice = (int) $row['unit_price'];
        $line->vat = isset($row['vat']) ? (int) $row['vat'] : 0;

        return $line;
    }

    /** A row of Brico\Cart\CartRepository::items(). */
    public static function fromCartItem(array $item)
    {
        $line = self::fromRow(array_diff_key($item, array('id' => 1)));
        $rate = $item['vat_rate'] === null ? 20.0 : (float) $item['vat_rate'];
        $ttc = $line->total()->cents();
        $line->vat = $ttc - (int) round($ttc / (1 + $rate / 100));

        return $line;
    }

    public function total()
    {
        return (new Money($this->unitPrice))->times($this->quantity);
    }
}
