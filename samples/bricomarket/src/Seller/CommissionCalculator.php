<?php

namespace Brico\Seller;

use Brico\Catalog\CategoryTree;
use Brico\Kernel\Config;
use Brico\Kernel\Database;

class CommissionCalculator
{
    private $db;
    private $config;

    public function __construct(Database $db, Config $config)
    {
        $this->db = $db;
        $this->config = $config;
    }

    /**
     * @param array $line a row of order_lines
     * @return int cents
     */
    public function forLine(array $line): int
    {
        $seller = $this->db->fetchOne('SELECT commission_rate FROM sellers WHERE id = ?', [$line['seller_id']]);
        $rate = (float) $seller['commission_rate'];
        $override = $this->categoryRate((int) $line['offer_id']);
        if ($override !== null) {
            $rate = min($rate, $override);
        }

        return (int) round($line['quantity'] * $line['unit_price'] * $rate / 100);
    }

    public function book(array $line): int
    {
        $amount = $this->forLine($line);
        $this->db->insert('commissions', [
            'seller_id' => $line['seller_id'],
            'order_line_id' => $line['id'],
            'amount' => $amount,
        ]);

        return $amount;
    }

    /** When the order line is returned we give the commission back. */
    public function cancel(int $orderLineId)
    {
        $this->db->execute('DELETE FROM commissions WHERE order_line_id = ?', [$orderLineId]);
    }

    private function categoryRate(int $offerId)
    {
        $row = $this->db->fetchOne('SELECT p.category_id FROM offers o JOIN products p ON p.id = o.product_id WHERE o.id = ?', [$offerId]);
        if (!$row) {
            return null;
        }
        $tree = new CategoryTree($this->db);
        $rates = (array) $this->config->get('commission.by_category');
        foreach (array_reverse($tree->path((int) $row['category_id'])) as $category) {
            if (isset($rates[$category['slug']])) {
                return (float) $rates[$category['slug']];
            }
        }

        return null;
    }
}
