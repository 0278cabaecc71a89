<?php

namespace Brico\Payment;

trait HttpTrait
{
    /** @return array|string decoded when it is JSON */
    protected function post($url, $body, array $headers = array())
    {
        $curl = curl_init($url);
        curl_setopt_array($curl, array(
            CURLOPT_POST => true,
            CURLOPT_POSTFIELDS => is_array($body) ? http_build_query($body) : $body,
            CURLOPT_HTTPHEADER => $headers,
            CURLOPT_RETURNTRANSFER => true,
            CURLOPT_TIMEOUT => 15,
        ));
        $response = curl_exec($curl);
        $error = curl_error($curl);
        curl_close($curl);
        if ($response === false) {
            throw new PaymentException($error, get_class($this));
        }
        $decoded = json_decode($response, true);

        return $decoded === null ? $response : $decoded;
    }
}
