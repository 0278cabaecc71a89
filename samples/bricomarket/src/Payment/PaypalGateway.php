<?php

declare(strict_types=1);

namespace Brico\Payment;

use Brico\Checkout\Order;
use Brico\Kernel\Config;
use Brico\Kernel\Money;

/** REST version (2017). The IPN of the old one is still answered by paypal_ipn.php. */
class PaypalGateway implements PaymentGateway
{
    use HttpTrait;

    private $config;
    private $token;

    public function __construct(Config $config)
    {
        $this->config = $config;
    }

    public function start($paymentId, Order $order, array $customer)
    {
        $created = $this->call('/payments/payment', [
            'intent' => 'sale',
            'transactions' => [[
                'amount' => ['total' => $this->format($order->total()), 'currency' => 'EUR'],
                'invoice_number' => (string) $paymentId,
            ]],
            'redirect_urls' => ['return_url' => SITE_URL . '/commande?step=return', 'cancel_url' => SITE_URL . '/panier'],
        ]);
        foreach ($created['links'] ?? [] as $link) {
            if ($link['rel'] === 'approval_url') {
                return ['url' => $link['href'], 'method' => 'get', 'fields' => []];
            }
        }
        throw new PaymentException('no approval url', 'paypal');
    }

    public function readNotification(array $request)
    {
        return [
            'payment_id' => (int) ($request['invoice'] ?? 0),
            'reference' => (string) ($request['txn_id'] ?? ''),
            'ok' => ($request['payment_status'] ?? '') === 'Completed',
            'code' => (string) ($request['reason_code'] ?? ''),
            'amount' => (int) round(100 * (float) ($request['mc_gross'] ?? 0)),
        ];
    }

    public function refund($reference, $cents)
    {
        $answer = $this->call('/payments/sale/' . $reference . '/refund', [
            'amount' => ['total' => $this->format(new Money($cents)), 'currency' => 'EUR'],
        ]);
        if (($answer['state'] ?? '') !== 'completed') {
            throw new PaymentException($answer['message'] ?? 'refund refused', 'paypal');
        }

        return $answer['id'];
    }

    public function status($reference)
    {
        $states = ['completed' => 'captured', 'denied' => 'refused'];
        $sale = $this->call('/payments/sale/' . $reference, []);

        return $states[$sale['state'] ?? ''] ?? 'pending';
    }

    private function call(string $path, array $body): array
    {
        if ($this->token === null) {
            $answer = $this->post($this->config->get('payment.paypal.url') . '/oauth2/token', ['grant_type' => 'client_credentials'], [
                'Authorization: Basic ' . base64_encode(get_setting('paypal_client') . ':' . get_setting('paypal_secret')),
            ]);
            $this->token = $answer['access_token'] ?? '';
        }

        return (array) $this->post($this->config->get('payment.paypal.url') . $path, json_encode($body), [
            'Content-Type: application/json',
            'Authorization: Bearer ' . $this->token,
        ]);
    }

    private function format(Money $money): string
    {
        return number_format($money->cents() / 100, 2, '.', '');
    }
}
