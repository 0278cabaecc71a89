<?php

namespace Brico\Search;

use Brico\Catalog\PriceFormatter;
use Brico\Kernel\Database;

class FacetBuilder
{
    private $db;
    private $steps = array(1000, 2500, 5000, 10000, 25000, 50000);

    public function __construct(Database $db)
    {
        $this->db = $db;
    }

    public function build(array $rows)
    {
        if (!$rows) {
            return array();
        }

        return array(
            'brand' => $this->named('brands', $this->countBy($rows, 'brand_id')),
            'category' => $this->named('categories', $this->countBy($rows, 'category_id')),
            'price' => $this->prices($rows),
        );
    }

    private function countBy(array $rows, $column)
    {
        $counts = array();
        foreach ($rows as $row) {
            $key = (int) $row[$column];
            if ($key) {
                $counts[$key] = isset($counts[$key]) ? $counts[$key] + 1 : 1;
            }
        }
        arsort($counts);

        return array_slice($counts, 0, 15, true);
    }

    private function named($table, array $counts)
    {
        $facet = array();
        if (!$counts) {
            return $facet;
        }
        $names = $this->db->fetchAll("SELECT id, name FROM $table WHERE id IN (" . implode(',', array_keys($counts)) . ')', array());
        foreach ($names as $row) {
            $facet[] = array('value' => $row['id'], 'label' => $row['name'], 'count' => $counts[$row['id']]);
        }

        return $facet;
    }

    private function prices(array $rows)
    {
        $format = new PriceFormatter();
        $facet = array();
        $low = 0;
        foreach ($this->steps as $high) {
            $count = count(array_filter($rows, function ($row) use ($low, $high) {
                return $row['price'] >= $low && $row['price'] < $high;
            }));
            if ($count) {
                $facet[] = array('value' => $low . '-' . $high, 'label' => $format->formatRange($low, $high), 'count' => $count);
            }
            $low = $high;
        }

        return $facet;
    }
}
