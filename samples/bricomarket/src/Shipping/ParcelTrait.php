<?php

namespace Brico\Shipping;

use Brico\Catalog\AttributeSet;

/** Weights. Needs $this->db. */
trait ParcelTrait
{
    private $weights = array();

    /** @param array $items offer_id and quantity */
    protected function weight(array $items)
    {
        $grams = 250; // the box
        foreach ($items as $item) {
            $grams += $item['quantity'] * $this->weightOfOffer($item['offer_id']);
        }

        return $grams;
    }

    private function weightOfOffer($offerId)
    {
        if (!isset($this->weights[$offerId])) {
            $row = $this->db->fetchOne(
                "SELECT pa.value, a.unit
                   FROM offers o
                   JOIN product_attributes pa ON pa.product_id = o.product_id
                   JOIN attributes a ON a.id = pa.attribute_id
                  WHERE o.id = ? AND a.name = 'Poids'",
                array($offerId)
            );
            // one kilo when the seller did not say
            $value = $row ? (float) str_replace(',', '.', $row['value']) : 1;
            $this->weights[$offerId] = (int) ($row && $row['unit'] === 'g' ? $value : 1000 * $value);
        }

        return $this->weights[$offerId];
    }

    /** @deprecated too slow */
    protected function weightFromAttributes($productId)
    {
        $set = AttributeSet::fromRows($this->db->fetchAll(
            'SELECT a.id, a.name, pa.value, a.unit FROM product_attributes pa JOIN attributes a ON a.id = pa.attribute_id WHERE pa.product_id = ?',
            array($productId)
        ));

        return $set->weight();
    }
}
