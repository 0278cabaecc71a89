<?php

namespace Brico\Catalog;

use Brico\Kernel\Clock;
use Brico\Kernel\Database;
use Brico\Seller\Offer;

/** Omnibus-style history: what did the offer cost in the last days? */
class PriceHistory
{
  private $db;
  private $clock;

  public function __construct(Database $db, Clock $clock)
  {
    $this->db = $db;
    $this->clock = $clock;
  }

  public function record(Offer $offer)
  {
    $last = $this->db->fetchOne(
      'SELECT price FROM price_history WHERE offer_id = ? ORDER BY changed_at DESC LIMIT 1',
      array($offer->id)
    );
    if ($last && (int) $last['price'] === $offer->price) {
      return false;
    }
    $this->db->insert('price_history', array(
      'offer_id' => $offer->id,
      'price' => $offer->price,
      'changed_at' => $this->clock->now()->format('Y-m-d H:i:s'),
    ));

    return true;
  }

  public function lowest(Offer $offer, $days = 30)
  {
    $row = $this->db->fetchOne(
      'SELECT MIN(price) AS lowest FROM price_history WHERE offer_id = ? AND changed_at > DATE_SUB(NOW(), INTERVAL ' . (int) $days . ' DAY)',
      array($offer->id)
    );

    return $row && $row['lowest'] !== null ? (int) $row['lowest'] : $offer->price;
  }

  /** A crossed-out price is allowed only when it really was the price. */
  public function crossedOutPrice(Offer $offer)
  {
    $lowest = $this->lowest($offer);

    return $lowest > $offer->price ? $lowest : null;
  }
}
