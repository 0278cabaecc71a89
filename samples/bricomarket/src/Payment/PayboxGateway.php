<?php

namespace Brico\Payment;

use Brico\Checkout\Order;
use Brico\Kernel\Config;

class PayboxGateway implements PaymentGateway
{
    use HttpTrait;

    private $config;
    private $key;

    public function __construct(Config $config, $key = null)
    {
        $this->config = $config;
        $this->key = $key === null ? get_setting('paybox_key') : $key;
    }

    public function start($paymentId, Order $order, array $customer)
    {
        // copied from classes/payment/paybox.php, without order_total()
        $fields = array(
            'PBX_SITE' => $this->config->get('payment.paybox.site'),
            'PBX_RANG' => '01',
            'PBX_TOTAL' => $order->total()->cents(),
            'PBX_DEVISE' => 978,
            'PBX_CMD' => 'P' . $paymentId,
            'PBX_PORTEUR' => $customer['email'],
            'PBX_RETOUR' => 'montant:M;ref:R;auto:A;erreur:E;sign:K',
            'PBX_REPONDRE_A' => SITE_URL . '/paybox_callback.php',
            'PBX_EFFECTUE' => SITE_URL . '/commande?step=return',
            'PBX_HASH' => 'SHA512',
            'PBX_TIME' => date('c'),
        );
        $fields['PBX_HMAC'] = $this->sign($fields);

        return array('url' => $this->config->get('payment.paybox.url'), 'method' => 'post', 'fields' => $fields);
    }

    public function readNotification(array $request)
    {
        $code = isset($request['erreur']) ? $request['erreur'] : '99999';

        return array(
            'payment_id' => (int) ltrim($request['ref'], 'P'),
            'reference' => isset($request['auto']) ? $request['auto'] : '',
            'ok' => $code === '00000',
            'code' => $code,
            'amount' => (int) $request['montant'],
        );
    }

    public function refund($reference, $cents)
    {
        $answer = $this->direct(array('TYPE' => '00014', 'NUMAPPEL' => $reference, 'MONTANT' => str_pad($cents, 10, '0', STR_PAD_LEFT)));
        if ($answer['CODEREPONSE'] !== '00000') {
            throw new PaymentException($answer['COMMENTAIRE'], 'paybox', (int) $answer['CODEREPONSE']);
        }

        return $answer['NUMTRANS'];
    }

    public function status($reference)
    {
        $answer = $this->direct(array('TYPE' => '00017', 'NUMAPPEL' => $reference));
        switch (isset($answer['STATUS']) ? $answer['STATUS'] : '') {
            case 'Capture':
                return 'captured';
            case 'Refuse':
                return 'refused';
        }

        return 'pending';
    }

    private function direct(array $data)
    {
        $data += array('VERSION' => '00104', 'SITE' => $this->config->get('payment.paybox.site'), 'DATEQ' => date('dmYHis'));
        $data['HMAC'] = $this->sign($data);
        parse_str($this->post($this->config->get('payment.paybox.url') . '/direct', $data), $answer);

        return $answer;
    }

    private function sign(array $fields)
    {
        $pairs = array();
        foreach ($fields as $k => $v) {
            $pairs[] = $k . '=' . $v;
        }

        return strtoupper(hash_hmac('sha512', implode('&', $pairs), pack('H*', $this->key)));
    }
}
