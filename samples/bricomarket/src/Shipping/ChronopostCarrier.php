<?php

declare(strict_types=1);

namespace Brico\Shipping;

class ChronopostCarrier implements CarrierInterface
{
    private $url;
    private $client;

    public function __construct(string $url, \SoapClient $client = null)
    {
        $this->url = $url;
        $this->client = $client;
    }

    public function code(): string
    {
        return 'chronopost';
    }

    public function accepts($grams, $zip): bool
    {
        // nothing overnight for Corsica and overseas
        return $grams <= 20000 && !in_array(substr((string) $zip, 0, 2), ['20', '97', '98'], true);
    }

    public function announce(array $shipment): string
    {
        try {
            $answer = $this->client()->__soapCall('shipping', [[
                'ref' => 'B' . $shipment['id'],
                'recipient' => $shipment['firstname'] . ' ' . $shipment['lastname'],
                'address' => $shipment['street'],
                'zipCode' => $shipment['zip'],
                'city' => $shipment['city'],
                'account' => get_setting('chronopost_account'),
            ]]);
        } catch (\SoapFault $e) {
            throw CarrierUnavailable::because('chronopost', $e->getMessage());
        }

        return (string) $answer->skybill;
    }

    public function track($tracking): string
    {
        try {
            $answer = $this->client()->__soapCall('track', [['skybill' => $tracking]]);
        } catch (\SoapFault $e) {
            throw CarrierUnavailable::because('chronopost', $e->getMessage());
        }
        switch (substr((string) $answer->status, 0, 1)) {
            case 'D':
                return 'delivered';
            case 'X':
                return 'lost';
            default:
                return 'in_transit';
        }
    }

    private function client(): \SoapClient
    {
        return $this->client ?? $this->client = new \SoapClient($this->url . '?wsdl', ['connection_timeout' => 8]);
    }
}
