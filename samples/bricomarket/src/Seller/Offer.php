<?php

namespace Brico\Seller;

use Brico\Kernel\Entity;
use Brico\Kernel\Money;

class Offer extends Entity
{
    public $id;
    public $productId;
    public $sellerId;
    /** @var int cents, tax included */
    public $price;
    public $status;
    public $leadTime;
    /** @var int filled by OfferRepository */
    public $available = 0;

    public static function fromRow(array $row)
    {
        $offer = new self();
        $offer->id = (int) $row['id'];
        $offer->productId = (int) $row['product_id'];
        $offer->sellerId = (int) $row['seller_id'];
        $offer->price = (int) $row['price'];
        $offer->status = $row['status'];
        $offer->leadTime = (int) $row['lead_time'];

        return $offer;
    }

    public function money()
    {
        return new Money($this->price, 'EUR');
    }

    public function isBuyable()
    {
        return $this->status === 'active' && $this->available > 0;
    }

    public function shipsToday(\DateTime $now)
    {
        return $this->leadTime === 0 && (int) $now->format('G') < 14;
    }
}
