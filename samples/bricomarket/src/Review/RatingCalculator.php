<?php

namespace Brico\Review;

use Brico\Kernel\Database;

class RatingCalculator
{
    /** votes of "nobody", so that one review of 5 does not beat fifty of 4.8 */
    const PRIOR_COUNT = 3;
    const PRIOR_MEAN = 3.6;

    private $db;

    public function __construct(Database $db)
    {
        $this->db = $db;
    }

    public function averageFor($productId)
    {
        $row = $this->db->fetchOne(
            "SELECT SUM(rating) AS total, COUNT(*) AS n FROM reviews WHERE product_id = ? AND status = 'published'",
            array($productId)
        );
        if (!$row || !$row['n']) {
            return null;
        }

        return round(($row['total'] + self::PRIOR_COUNT * self::PRIOR_MEAN) / ($row['n'] + self::PRIOR_COUNT), 1);
    }

    public function histogram($productId)
    {
        $histogram = array_fill_keys(array(5, 4, 3, 2, 1), 0);
        $rows = $this->db->fetchAll(
            "SELECT rating, COUNT(*) AS n FROM reviews WHERE product_id = ? AND status = 'published' GROUP BY rating",
            array($productId)
        );
        foreach ($rows as $row) {
            $histogram[$row['rating']] = (int) $row['n'];
        }

        return $histogram;
    }

    /** Rating of a seller = average over the products it sold, stored in sellers.rating. */
    public function refreshSeller($sellerId)
    {
        $row = $this->db->fetchOne(
            "SELECT AVG(r.rating) AS rating
               FROM reviews r JOIN order_lines l ON l.id = r.order_line_id
              WHERE l.seller_id = ? AND r.status = 'published'",
            array($sellerId)
        );
        $this->db->execute('UPDATE sellers SET rating = ? WHERE id = ?', array($row['rating'], $sellerId));

        return $row['rating'];
    }
}
