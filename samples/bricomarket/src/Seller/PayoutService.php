<?php

namespace Brico\Seller;

use Brico\Kernel\Database;
use Brico\Kernel\Logger;
use Brico\Kernel\Mailer;
use Brico\Payment\TransactionLog;

class PayoutService
{
    private $db;
    private $sellers;
    private $commissions;
    private $transactions;
    private $mailer;
    private $logger;

    public function __construct(
        Database $db,
        SellerRepository $sellers,
        CommissionCalculator $commissions,
        TransactionLog $transactions,
        Mailer $mailer,
        Logger $logger
    ) {
        $this->db = $db;
        $this->sellers = $sellers;
        $this->commissions = $commissions;
        $this->transactions = $transactions;
        $this->mailer = $mailer;
        $this->logger = $logger;
    }

    public function prepare(string $period): int
    {
        $count = 0;
        foreach ($this->sellers->active() as $seller) {
            if ($this->exists((int) $seller['id'], $period)) {
                continue;
            }
            $amount = $this->due((int) $seller['id'], $period);
            if ($amount <= 0) {
                continue;
            }
            $this->db->insert('seller_payouts', [
                'seller_id' => $seller['id'],
                'period' => $period,
                'amount' => $amount,
                'status' => 'prepared',
            ]);
            $count++;
        }
        $this->logger->info("$count payouts prepared for $period");

        return $count;
    }

    /** Delivered and not refunded, less the commission. */
    public function due(int $sellerId, string $period): int
    {
        $lines = $this->db->fetchAll(
            "SELECT l.*, c.amount AS commission
               FROM order_lines l
               JOIN orders o ON o.id = l.order_id
               JOIN payments p ON p.order_id = o.id AND p.status = 'captured'
               LEFT JOIN commissions c ON c.order_line_id = l.id
              WHERE l.seller_id = ? AND o.status = 'delivered' AND DATE_FORMAT(o.created_at, '%Y-%m') = ?",
            [$sellerId, $period]
        );
        $total = 0;
        foreach ($lines as $line) {
            $commission = $line['commission'] === null ? $this->commissions->book($line) : (int) $line['commission'];
            $total += $line['quantity'] * $line['unit_price'] - $commission;
        }
        $refunds = $this->db->fetchOne(
            "SELECT SUM(r.amount) AS total FROM refunds r
               JOIN order_lines l ON l.order_id = r.order_id
              WHERE l.seller_id = ?",
            [$sellerId]
        );

        return $total - (int) $refunds['total'];
    }

    public function pay(int $payoutId)
    {
        $payout = $this->db->fetchOne('SELECT * FROM seller_payouts WHERE id = ?', [$payoutId]);
        if (!$payout || $payout['status'] !== 'prepared') {
            throw new \LogicException("Payout $payoutId cannot be paid");
        }
        $this->transactions->add(null, 'payout', 'PO' . $payoutId, json_encode($payout));
        $this->db->execute("UPDATE seller_payouts SET status = 'paid' WHERE id = ?", [$payoutId]);
        foreach ($this->db->fetchAll('SELECT email FROM seller_users WHERE seller_id = ?', [$payout['seller_id']]) as $user) {
            $this->mailer->send($user['email'], 'seller_payout', $payout);
        }
    }

    private function exists(int $sellerId, string $period): bool
    {
        return (bool) $this->db->fetchOne('SELECT id FROM seller_payouts WHERE seller_id = ? AND period = ?', [$sellerId, $period]);
    }
}
