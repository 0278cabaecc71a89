<?php

namespace Brico\Shipping;

class ColissimoCarrier implements CarrierInterface
{
    const MAX_GRAMS = 30000;

    private $url;

    public function __construct($url)
    {
        $this->url = rtrim($url, '/');
    }

    public function code()
    {
        return 'colissimo';
    }

    public function accepts($grams, $zip)
    {
        return $grams <= self::MAX_GRAMS;
    }

    public function announce(array $shipment)
    {
        $xml = new \SimpleXMLElement('<label/>');
        $xml->addChild('reference', 'BRICO' . $shipment['id']);
        $xml->addChild('name', htmlspecialchars($shipment['lastname']));
        $xml->addChild('street', htmlspecialchars($shipment['street']));
        $xml->addChild('zip', $shipment['zip']);
        $xml->addChild('city', htmlspecialchars($shipment['city']));
        $answer = @file_get_contents($this->url . '/label', false, stream_context_create(array('http' => array(
            'method' => 'POST',
            'header' => 'Content-Type: text/xml',
            'content' => $xml->asXML(),
            'timeout' => 10,
        ))));
        if ($answer === false) {
            throw CarrierUnavailable::because('colissimo', 'no answer');
        }
        $label = simplexml_load_string($answer);

        return (string) $label->parcel;
    }

    public function track($tracking)
    {
        $answer = @file_get_contents($this->url . '/track?code=' . urlencode($tracking));
        if (!$answer || !($xml = simplexml_load_string($answer))) {
            throw CarrierUnavailable::because('colissimo', 'tracking of ' . $tracking);
        }
        $map = array('PCHCFM' => 'in_transit', 'AARCFM' => 'in_transit', 'LIVCFM' => 'delivered', 'PERDU' => 'lost');
        $code = (string) $xml->event[0]['code'];

        return isset($map[$code]) ? $map[$code] : 'unknown';
    }
}
