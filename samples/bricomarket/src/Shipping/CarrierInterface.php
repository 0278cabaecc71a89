<?php

namespace Brico\Shipping;

interface CarrierInterface
{
    public function code();

    /** @return bool */
    public function accepts($grams, $zip);

    /**
     * @param array $shipment a row of shipments with the address
     * @return string tracking number
     * @throws CarrierUnavailable
     */
    public function announce(array $shipment);

    /** @return string in_transit, delivered, lost, unknown */
    public function track($tracking);
}
