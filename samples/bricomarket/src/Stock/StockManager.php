<?php

namespace Brico\Stock;

use Brico\Kernel\Database;
use Brico\Kernel\EventDispatcher;
use Brico\Seller\OfferRepository;

class StockManager
{
    const CART_TTL = 1800;

    private $db;
    private $reservations;
    private $movements;
    private $events;
    private $offers;

    public function __construct(
        Database $db,
        ReservationRepository $reservations = null,
        MovementLog $movements = null,
        EventDispatcher $events = null
    ) {
        $this->db = $db;
        $this->reservations = $reservations ?: new ReservationRepository($db);
        $this->movements = $movements ?: new MovementLog($db);
        $this->events = $events;
    }

    public function available($offerId)
    {
        $row = $this->db->fetchOne(
            'SELECT SUM(quantity - reserved) AS n FROM stock_levels WHERE offer_id = ?',
            array($offerId)
        );

        return $row ? (int) $row['n'] : 0;
    }

    /**
     * Sets goods aside for a cart; the reservation expires by itself (cron/reservation_expiry.php).
     *
     * @throws OutOfStockException
     */
    public function reserve($offerId, $quantity, $cartId, $ttl = self::CART_TTL)
    {
        $this->db->begin();
        $level = $this->db->fetchOne(
            'SELECT id, warehouse_id FROM stock_levels
              WHERE offer_id = ? AND quantity - reserved >= ?
              ORDER BY quantity DESC LIMIT 1 FOR UPDATE',
            array($offerId, $quantity)
        );
        if (!$level) {
            $this->db->rollback();
            throw new OutOfStockException($offerId, $quantity, $this->available($offerId));
        }
        $this->db->execute('UPDATE stock_levels SET reserved = reserved + ? WHERE id = ?', array($quantity, $level['id']));
        $id = $this->reservations->create($offerId, $cartId, $quantity, time() + $ttl);
        $this->db->commit();

        return $id;
    }

    public function release($reservationId)
    {
        $reservation = $this->reservations->find($reservationId);
        if (!$reservation) {
            return false;
        }
        $this->db->execute(
            'UPDATE stock_levels SET reserved = GREATEST(0, reserved - ?) WHERE offer_id = ? ORDER BY reserved DESC LIMIT 1',
            array($reservation['quantity'], $reservation['offer_id'])
        );
        $this->reservations->delete($reservationId);

        return true;
    }

    public function releaseCart($cartId)
    {
        foreach ($this->reservations->forCart($cartId) as $reservation) {
            $this->release($reservation['id']);
        }
    }

    /** The order is paid: the goods leave the shelf. */
    public function decrement($offerId, $quantity, $orderId = null)
    {
        $level = $this->db->fetchOne(
            'SELECT id, warehouse_id, quantity FROM stock_levels WHERE offer_id = ? ORDER BY quantity DESC LIMIT 1',
            array($offerId)
        );
        if (!$level || $level['quantity'] < $quantity) {
            throw new OutOfStockException($offerId, $quantity, $level ? $level['quantity'] : 0);
        }
        $this->db->execute('UPDATE stock_levels SET quantity = quantity - ? WHERE id = ?', array($quantity, $level['id']));
        $this->movements->add($offerId, $level['warehouse_id'], -$quantity, $orderId ? 'order ' . $orderId : 'sale');
        foreach ($orderId ? $this->reservations->forOrder($orderId) : array() as $reservation) {
            if ($reservation['offer_id'] == $offerId) {
                $this->release($reservation['id']);
            }
        }

        if ($this->available($offerId) <= 0) {
            $this->soldOut($offerId);
        }
    }

    private function soldOut($offerId)
    {
        // lazy: OfferRepository asks us for the availability of the offers
        if (!$this->offers) {
            $this->offers = new OfferRepository($this->db, $this);
        }
        $this->offers->setStatus($offerId, 'sold_out');
        if ($this->events) {
            $this->events->dispatch('stock.sold_out', array('offer_id' => $offerId));
        }
    }
}
