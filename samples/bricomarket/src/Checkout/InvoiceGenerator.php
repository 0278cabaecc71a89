<?php

declare(strict_types=1);

namespace Brico\Checkout;

use Brico\Kernel\Database;
use Brico\Kernel\Logger;

class InvoiceGenerator
{
    private $db;
    private $logger;

    public function __construct(Database $db, Logger $logger)
    {
        $this->db = $db;
        $this->logger = $logger;
    }

    /** @return string the path of the PDF */
    public function generate(int $orderId): string
    {
        $invoice = $this->db->fetchOne('SELECT * FROM invoices WHERE order_id = ?', [$orderId]);
        if ($invoice && $invoice['pdf_path'] && is_file(BRICO_ROOT . '/' . $invoice['pdf_path'])) {
            return $invoice['pdf_path'];
        }
        if (!$invoice) {
            $this->number($orderId);
        }

        // the drawing is still the one of 2007
        require_once CLASS_DIR . 'class.order_manager.php';
        $manager = new \OrderManager($orderId);

        return $manager->invoicePdf();
    }

    public function number(int $orderId): string
    {
        $this->db->begin();
        $last = $this->db->fetchOne("SELECT MAX(number) AS n FROM invoices WHERE number LIKE ? FOR UPDATE", ['F' . date('Y') . '%']);
        $number = sprintf('F%s%06d', date('Y'), (int) substr((string) $last['n'], 5) + 1);
        $order = $this->db->fetchOne('SELECT total FROM orders WHERE id = ?', [$orderId]);
        $this->db->insert('invoices', ['order_id' => $orderId, 'number' => $number, 'total' => $order['total']]);
        $this->db->commit();
        $this->logger->info("invoice $number", ['order' => $orderId]);

        return $number;
    }

    /** Paid orders without a PDF. */
    public function pending(int $limit = 200): array
    {
        return array_column($this->db->fetchAll(
            "SELECT o.id
               FROM orders o
               LEFT JOIN invoices i ON i.order_id = o.id
              WHERE o.status IN ('paid', 'shipped', 'delivered') AND (i.id IS NULL OR i.pdf_path IS NULL)
              ORDER BY o.id
              LIMIT $limit"
        ), 'id');
    }
}
