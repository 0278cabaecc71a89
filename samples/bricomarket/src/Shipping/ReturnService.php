<?php

namespace Brico\Shipping;

use Brico\Kernel\Database;
use Brico\Kernel\Mailer;
use Brico\Payment\RefundService;
use Brico\Stock\StockManager;

class ReturnService
{
    const DAYS = 15;

    private $db;
    private $refunds;
    private $stock;
    private $mailer;

    public function __construct(Database $db, RefundService $refunds, StockManager $stock, Mailer $mailer)
    {
        $this->db = $db;
        $this->refunds = $refunds;
        $this->stock = $stock;
        $this->mailer = $mailer;
    }

    public function canReturn($orderId)
    {
        $row = $this->db->fetchOne(
            "SELECT MAX(h.created_at) AS delivered FROM order_status_history h WHERE h.order_id = ? AND h.status = 'delivered'",
            array($orderId)
        );

        return $row['delivered'] && strtotime($row['delivered']) > time() - self::DAYS * 86400;
    }

    public function ask($orderId, $shipmentId, $reason)
    {
        if (!$this->canReturn($orderId)) {
            throw new \DomainException('return_too_late');
        }
        $id = $this->db->insert('returns', array(
            'order_id' => $orderId,
            'shipment_id' => $shipmentId,
            'reason' => substr($reason, 0, 255),
            'status' => 'asked',
        ));
        $users = $this->db->fetchAll(
            'SELECT u.email FROM seller_users u JOIN shipments s ON s.seller_id = u.seller_id WHERE s.id = ?',
            array($shipmentId)
        );
        foreach ($users as $user) {
            $this->mailer->send($user['email'], 'seller_return', array('order' => $orderId, 'reason' => $reason));
        }

        return $id;
    }

    public function accept($id)
    {
        $this->setStatus($id, 'accepted');
        $return = $this->db->fetchOne(
            'SELECT r.*, c.email, c.firstname FROM returns r JOIN orders o ON o.id = r.order_id JOIN customers c ON c.id = o.customer_id WHERE r.id = ?',
            array($id)
        );
        $this->mailer->send($return['email'], 'return_accepted', array('firstname' => $return['firstname'], 'id' => $id));
    }

    public function refuse($id)
    {
        $this->setStatus($id, 'refused');
    }

    /** The parcel is back: refund, and the goods on the shelf again when they can be sold. */
    public function receive($id, $sellable = true)
    {
        $return = $this->db->fetchOne('SELECT * FROM returns WHERE id = ?', array($id));
        $items = $this->db->fetchAll(
            'SELECT si.quantity, l.id, l.offer_id FROM shipment_items si JOIN order_lines l ON l.id = si.order_line_id WHERE si.shipment_id = ?',
            array($return['shipment_id'])
        );
        $this->db->begin();
        foreach ($items as $item) {
            $this->refunds->refundLine($item['id'], $item['quantity'], 'return ' . $id);
            if ($sellable) {
                // StockManager cannot add (see stock.inc.php)
                require_once INC_DIR . 'stock.inc.php';
                stock_move($item['offer_id'], $item['quantity'], 'return ' . $id);
            }
        }
        $this->setStatus($id, 'refunded');
        $this->db->commit();
    }

    private function setStatus($id, $status)
    {
        $this->db->execute('UPDATE returns SET status = ? WHERE id = ?', array($status, $id));
    }
}
