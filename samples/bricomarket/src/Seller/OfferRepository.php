<?php

namespace Brico\Seller;

use Brico\Kernel\Database;
use Brico\Kernel\Repository;
use Brico\Stock\StockManager;

class OfferRepository extends Repository
{
    private $stock;

    public function __construct(Database $db, StockManager $stock = null)
    {
        parent::__construct($db);
        $this->stock = $stock ?: new StockManager($db);
    }

    public function find($id)
    {
        $row = $this->db->fetchOne('SELECT * FROM offers WHERE id = ?', array($id));

        return $row ? $this->hydrate($row) : null;
    }

    /** @return Offer[] */
    public function forProduct($productId)
    {
        $rows = $this->db->fetchAll(
            "SELECT o.* FROM offers o JOIN sellers s ON s.id = o.seller_id
              WHERE o.product_id = ? AND o.status = 'active' AND s.status = 'active'
              ORDER BY o.price, s.rating DESC",
            array($productId)
        );

        return array_map(array($this, 'hydrate'), $rows);
    }

    public function forSeller($sellerId)
    {
        return array_map(
            array($this, 'hydrate'),
            $this->db->fetchAll('SELECT * FROM offers WHERE seller_id = ? ORDER BY id DESC', array($sellerId))
        );
    }

    /** The "buy box": the cheapest offer in stock; within 2 % the better rated seller wins. */
    public function bestOffer($productId)
    {
        $best = null;
        $ratings = array();
        foreach ($this->forProduct($productId) as $offer) {
            if (!$offer->isBuyable()) {
                continue;
            }
            if ($best === null) {
                $best = $offer;
                continue;
            }
            if ($offer->price > $best->price * 1.02) {
                break;
            }
            foreach (array($best, $offer) as $candidate) {
                if (!isset($ratings[$candidate->sellerId])) {
                    $seller = $this->db->fetchOne('SELECT rating FROM sellers WHERE id = ?', array($candidate->sellerId));
                    $ratings[$candidate->sellerId] = (float) $seller['rating'];
                }
            }
            if ($ratings[$offer->sellerId] > $ratings[$best->sellerId]) {
                $best = $offer;
            }
        }

        return $best;
    }

    public function setPrice($id, $cents)
    {
        $this->db->execute('UPDATE offers SET price = ? WHERE id = ?', array($cents, $id));
        $this->db->insert('price_history', array('offer_id' => $id, 'price' => $cents, 'changed_at' => date('Y-m-d H:i:s')));
    }

    public function setStatus($id, $status)
    {
        $this->db->execute('UPDATE offers SET status = ? WHERE id = ?', array($status, $id));
    }

    private function hydrate(array $row)
    {
        $offer = Offer::fromRow($row);
        $offer->available = $this->stock->available($offer->id);

        return $offer;
    }
}
