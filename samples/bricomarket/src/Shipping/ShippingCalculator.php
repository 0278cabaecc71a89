<?php

namespace Brico\Shipping;

use Brico\Kernel\Database;
use Brico\Kernel\Money;
use Brico\Kernel\Registry;

class ShippingCalculator
{
    use ParcelTrait;

    protected $db;

    public function __construct(Database $db)
    {
        $this->db = $db;
    }

    /**
     * One parcel for each seller, each at its own rate.
     *
     * @param array  $items   offer_id, quantity (seller_id when known)
     * @param string $zip
     * @param string $carrier code
     *
     * @return Money
     */
    public function quote(array $items, $zip, $carrier = 'colissimo')
    {
        $total = new Money(0);
        foreach ($this->parcels($items) as $parcel) {
            $rate = $this->rate($carrier, $this->zone($zip), $this->weight($parcel));
            if ($rate === null) {
                // too heavy for any rate: pallet
                $rate = 4900;
            }
            $total = $total->add(new Money($rate));
        }

        return $total;
    }

    /** @return array code => name, price; without the carriers that refuse one of the parcels */
    public function allQuotes(array $items, $zip)
    {
        $quotes = array();
        foreach ($this->db->fetchAll('SELECT code, name, api_url FROM carriers ORDER BY id') as $row) {
            $class = __NAMESPACE__ . '\\' . ucfirst($row['code']) . 'Carrier';
            if (class_exists($class)) {
                $carrier = new $class((string) $row['api_url']);
                foreach ($this->parcels($items) as $parcel) {
                    if (!$carrier->accepts($this->weight($parcel), $zip)) {
                        continue 2;
                    }
                }
            }
            $quotes[$row['code']] = array('name' => $row['name'], 'price' => $this->quote($items, $zip, $row['code']));
        }

        return $quotes;
    }

    private function parcels(array $items)
    {
        $parcels = array();
        foreach ($items as $item) {
            if (!isset($item['seller_id'])) {
                $offer = $this->db->fetchOne('SELECT seller_id FROM offers WHERE id = ?', array($item['offer_id']));
                $item['seller_id'] = $offer['seller_id'];
            }
            $parcels[$item['seller_id']][] = $item;
        }

        return $parcels;
    }

    private function rate($carrier, $zoneId, $grams)
    {
        $row = $this->db->fetchOne(
            'SELECT r.price FROM shipping_rates r JOIN carriers c ON c.id = r.carrier_id
              WHERE c.code = ? AND r.zone_id = ? AND r.weight_max >= ?
              ORDER BY r.weight_max LIMIT 1',
            array($carrier, $zoneId, $grams)
        );

        return $row ? (int) $row['price'] : null;
    }

    /** Zones hold countries, and for France the beginning of the zip codes ("FR-20,FR-97"). */
    private function zone($zip)
    {
        $row = $this->db->fetchOne(
            'SELECT id FROM shipping_zones WHERE FIND_IN_SET(?, countries) ORDER BY id DESC LIMIT 1',
            array('FR-' . substr($zip, 0, 2))
        );

        return $row ? (int) $row['id'] : Registry::get('config')->get('shipping.default_zone', 1);
    }
}
