<?php

namespace Brico\Backoffice;

use Brico\Checkout\OrderRepository;
use Brico\Kernel\Database;
use Brico\Kernel\Logger;
use Brico\Seller\SellerRepository;
use Brico\Stock\WarehouseRepository;

/**
 * Every report of the back office, in SQL over the tables of everybody.
 *
 * A report is a public method reportXxx($from, $to) that returns array(headers, rows);
 * admin/reports.php finds them by name.
 */
class ReportBuilder
{
    private $db;
    private $logger;
    private $sellers;
    private $orders;

    public function __construct(Database $db, Logger $logger)
    {
        $this->db = $db;
        $this->logger = $logger;
        $this->sellers = new SellerRepository($db);
        $this->orders = new OrderRepository($db);
    }

    public function available()
    {
        $names = array();
        foreach (get_class_methods($this) as $method) {
            if (strpos($method, 'report') === 0) {
                $names[] = lcfirst(substr($method, 6));
            }
        }

        return $names;
    }

    public function build($name, \DateTime $from, \DateTime $to)
    {
        $method = 'report' . ucfirst($name);
        if (!method_exists($this, $method)) {
            throw new \InvalidArgumentException('No report ' . $name);
        }
        $start = microtime(true);
        list($headers, $rows) = $this->$method($from->format('Y-m-d'), $to->format('Y-m-d'));
        $this->logger->info(sprintf('report %s: %d rows in %.1f s', $name, count($rows), microtime(true) - $start));

        return array('headers' => $headers, 'rows' => $rows);
    }

    public function turnoverByDay(\DateTime $from, \DateTime $to)
    {
        return $this->db->fetchAll(
            "SELECT DATE(created_at) AS day, COUNT(*) AS orders, SUM(total) AS total, SUM(shipping_total) AS shipping
               FROM orders
              WHERE status NOT IN ('new', 'cancelled') AND created_at BETWEEN ? AND ?
              GROUP BY DATE(created_at)",
            array($from->format('Y-m-d'), $to->format('Y-m-d'))
        );
    }

    public function reportTurnover($from, $to)
    {
        return array(
            array('Jour', 'Commandes', 'Total', 'Port'),
            $this->turnoverByDay(new \DateTime($from), new \DateTime($to)),
        );
    }

    public function reportSellers($from, $to)
    {
        $rows = array();
        foreach ($this->sellers->active() as $seller) {
            $sales = $this->db->fetchOne(
                'SELECT SUM(l.quantity * l.unit_price) AS total, COUNT(DISTINCT l.order_id) AS orders, SUM(c.amount) AS commission
                   FROM order_lines l
                   JOIN orders o ON o.id = l.order_id
                   LEFT JOIN commissions c ON c.order_line_id = l.id
                  WHERE l.seller_id = ? AND o.created_at BETWEEN ? AND ?',
                array($seller['id'], $from, $to)
            );
            $returns = $this->db->fetchOne(
                'SELECT COUNT(*) AS n FROM returns r JOIN shipments s ON s.id = r.shipment_id WHERE s.seller_id = ?',
                array($seller['id'])
            );
            $rows[] = array($seller['name'], (int) $sales['orders'], (int) $sales['total'], (int) $sales['commission'], (int) $returns['n']);
        }

        return array(array('Vendeur', 'Commandes', 'Ventes', 'Commission', 'Retours'), $rows);
    }

    public function reportPayments($from, $to)
    {
        $sql = <<<SQL
SELECT p.provider, p.status, COUNT(*) AS n, SUM(p.amount) AS amount,
       SUM((SELECT COALESCE(SUM(r.amount), 0) FROM refunds r WHERE r.payment_id = p.id)) AS refunded
  FROM payments p
 WHERE p.created_at >= :from AND p.created_at < :to
 GROUP BY p.provider, p.status
SQL;

        return array(
            array('Moyen', 'Statut', 'Nombre', 'Montant', 'Remboursé'),
            $this->db->fetchAll($sql, array('from' => $from, 'to' => $to)),
        );
    }

    /** Orders whose payment does not match their total: somebody must look at each of them. */
    public function reportMismatch($from, $to)
    {
        $rows = array();
        $candidates = $this->db->fetchAll(
            "SELECT o.id, o.total, SUM(p.amount) AS paid
               FROM orders o
               LEFT JOIN payments p ON p.order_id = o.id AND p.status = 'captured'
              WHERE o.status IN ('paid', 'shipped', 'delivered') AND o.created_at BETWEEN ? AND ?
              GROUP BY o.id
             HAVING paid IS NULL OR paid != o.total",
            array($from, $to)
        );
        foreach ($candidates as $row) {
            $order = $this->orders->find($row['id']);
            $refunded = $this->db->fetchOne('SELECT SUM(amount) AS n FROM refunds WHERE order_id = ?', array($row['id']));
            if ($order && (int) $row['paid'] - (int) $refunded['n'] !== (int) $row['total']) {
                $rows[] = array($row['id'], $row['total'], (int) $row['paid'], (int) $refunded['n']);
            }
        }

        return array(array('Commande', 'Total', 'Payé', 'Remboursé'), $rows);
    }

    public function reportStock($from, $to)
    {
        $warehouses = new WarehouseRepository($this->db);
        $rows = $this->db->fetchAll(
            'SELECT w.id, w.name, SUM(sl.quantity) AS quantity, SUM(sl.reserved) AS reserved, SUM(sl.quantity * o.price) AS value
               FROM stock_levels sl
               JOIN warehouses w ON w.id = sl.warehouse_id
               JOIN offers o ON o.id = sl.offer_id
              GROUP BY w.id'
        );
        foreach ($rows as $i => $row) {
            $out = $this->db->fetchOne(
                'SELECT SUM(-delta) AS n FROM stock_movements WHERE warehouse_id = ? AND delta < 0 AND created_at BETWEEN ? AND ?',
                array($row['id'], $from, $to)
            );
            $rows[$i]['rotation'] = $row['quantity'] ? round($out['n'] / $row['quantity'], 2) : 0;
        }

        return array(array('Id', 'Entrepôt', 'Quantité', 'Réservé', 'Valeur', 'Rotation'), $rows);
    }

    public function reportCustomers($from, $to)
    {
        $rows = $this->db->fetchAll(
            'SELECT DATE_FORMAT(c.created_at, \'%Y-%m\') AS month, COUNT(*) AS customers, SUM(c.newsletter) AS newsletter,
                    SUM(EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id)) AS buyers
               FROM customers c
              WHERE c.created_at BETWEEN ? AND ?
              GROUP BY month',
            array($from, $to)
        );

        return array(array('Mois', 'Inscrits', 'Newsletter', 'Acheteurs'), $rows);
    }

    public function reportCoupons($from, $to)
    {
        return array(array('Code', 'Utilisations', 'Commandes'), $this->db->fetchAll(
            'SELECT k.code, COUNT(o.id) AS used, SUM(o.total) AS total
               FROM coupons k JOIN orders o ON o.coupon_id = k.id
              WHERE o.created_at BETWEEN ? AND ? GROUP BY k.id ORDER BY used DESC',
            array($from, $to)
        ));
    }

    public function csv(array $report)
    {
        $out = fopen('php://temp', 'w+');
        fputcsv($out, $report['headers'], ';');
        foreach ($report['rows'] as $row) {
            fputcsv($out, array_values($row), ';');
        }
        rewind($out);

        return stream_get_contents($out);
    }
}
