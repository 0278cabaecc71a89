<?php

namespace Brico\Shipping;

use Brico\Kernel\Database;
use Brico\Kernel\Registry;

class ShipmentService
{
    private $db;
    private $shipments;
    private $carriers = array();

    public function __construct(Database $db, ShipmentRepository $shipments = null)
    {
        $this->db = $db;
        $this->shipments = $shipments ?: new ShipmentRepository($db);
    }

    /** Without a tracking number the carrier is asked for one. */
    public function create($orderId, $sellerId, $carrierId, $tracking = null)
    {
        $this->db->begin();
        $id = $this->shipments->add($orderId, $sellerId, $carrierId, $tracking);
        $this->db->commit();
        if (!$tracking) {
            try {
                $this->announce($id);
            } catch (CarrierUnavailable $e) {
                // cron/tracking_poll.php tries again
                Registry::get('logger')->error($e->getMessage(), array('shipment' => $id));
            }
        }
        Registry::get('events')->dispatch('shipment.created', array('id' => $id, 'order_id' => $orderId));

        return $id;
    }

    public function announce($id)
    {
        $shipment = $this->shipments->find($id);
        $tracking = $this->carrier($shipment)->announce($shipment);
        $this->shipments->update($id, array('tracking' => $tracking, 'status' => 'in_transit'));

        return $tracking;
    }

    /** @return string the new status */
    public function track($id)
    {
        $shipment = $this->shipments->find($id);
        $status = $this->carrier($shipment)->track($shipment['tracking']);
        if ($status === 'unknown' || $status === $shipment['status']) {
            return $shipment['status'];
        }
        $this->shipments->update($id, array('status' => $status));
        if ($status === 'delivered' && $this->allDelivered($shipment['order_id'])) {
            require_once INC_DIR . 'order.inc.php';
            order_set_status($shipment['order_id'], 'delivered', $shipment['carrier']);
        }
        if ($status === 'lost') {
            $order = $this->db->fetchOne('SELECT customer_id FROM orders WHERE id = ?', array($shipment['order_id']));
            Registry::get('container')->get('backoffice.tickets')->open($order['customer_id'], $shipment['order_id'], 'Colis perdu ' . $shipment['tracking']);
        }

        return $status;
    }

    private function allDelivered($orderId)
    {
        $row = $this->db->fetchOne(
            "SELECT COUNT(DISTINCT l.seller_id) AS sellers, COUNT(DISTINCT s.seller_id) AS delivered
               FROM order_lines l
               LEFT JOIN shipments s ON s.order_id = l.order_id AND s.seller_id = l.seller_id AND s.status = 'delivered'
              WHERE l.order_id = ?",
            array($orderId)
        );

        return $row['sellers'] === $row['delivered'];
    }

    /** @return CarrierInterface */
    private function carrier(array $shipment)
    {
        $code = $shipment['carrier_code'];
        if (!isset($this->carriers[$code])) {
            switch ($code) {
                case 'colissimo':
                    $this->carriers[$code] = new ColissimoCarrier($shipment['api_url']);
                    break;
                case 'chronopost':
                    $this->carriers[$code] = new ChronopostCarrier($shipment['api_url']);
                    break;
                default:
                    throw CarrierUnavailable::because($code, 'has no web service');
            }
        }

        return $this->carriers[$code];
    }
}
