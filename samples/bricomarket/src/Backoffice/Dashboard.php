<?php

namespace Brico\Backoffice;

use Brico\Customer\LoyaltyProgram;
use Brico\Kernel\Database;

class Dashboard
{
    private $db;
    private $reports;
    private $loyalty;

    public function __construct(Database $db, ReportBuilder $reports, LoyaltyProgram $loyalty)
    {
        $this->db = $db;
        $this->reports = $reports;
        $this->loyalty = $loyalty;
    }

    public function figures(\DateTime $day)
    {
        $date = $day->format('Y-m-d');
        $orders = $this->db->fetchOne(
            "SELECT COUNT(*) AS n, SUM(total) AS total FROM orders WHERE DATE(created_at) = ? AND status != 'cancelled'",
            array($date)
        );
        $new = $this->db->fetchOne('SELECT COUNT(*) AS n FROM customers WHERE DATE(created_at) = ?', array($date));
        $carts = $this->db->fetchOne('SELECT COUNT(*) AS n FROM carts WHERE DATE(updated_at) = ?', array($date));
        $searches = $this->db->fetchOne('SELECT COUNT(*) AS n, SUM(results = 0) AS empty_ones FROM search_log WHERE DATE(created_at) = ?', array($date));
        $fraud = $this->db->fetchOne('SELECT COUNT(*) AS n FROM fraud_scores f JOIN orders o ON o.id = f.order_id WHERE f.score >= 60 AND DATE(o.created_at) = ?', array($date));

        return array(
            'orders' => (int) $orders['n'],
            'turnover' => (int) $orders['total'],
            'conversion' => $carts['n'] ? round(100 * $orders['n'] / $carts['n'], 1) : 0,
            'new_customers' => (int) $new['n'],
            'searches' => (int) $searches['n'],
            'searches_without_result' => (int) $searches['empty_ones'],
            'suspicious_orders' => (int) $fraud['n'],
            'loyalty_liability' => $this->loyalty->liability()->cents(),
        );
    }

    public function bestSellers($days = 7, $limit = 10)
    {
        return $this->db->fetchAll(
            'SELECT p.id, p.name, SUM(l.quantity) AS sold
               FROM order_lines l
               JOIN orders o ON o.id = l.order_id
               JOIN offers f ON f.id = l.offer_id
               JOIN products p ON p.id = f.product_id
              WHERE o.created_at > NOW() - INTERVAL ' . (int) $days . ' DAY
              GROUP BY p.id
              ORDER BY sold DESC
              LIMIT ' . (int) $limit
        );
    }

    public function jobs()
    {
        return $this->db->fetchAll('SELECT job, status, MAX(started_at) AS started_at FROM cron_log GROUP BY job ORDER BY job');
    }

    public function month()
    {
        return $this->reports->turnoverByDay(new \DateTime('first day of this month'), new \DateTime('tomorrow'));
    }
}
