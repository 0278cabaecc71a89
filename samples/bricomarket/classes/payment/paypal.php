<?php
function payment_prepare($paymentId, $order, $customer)
{
    $fields = array(
        'cmd' => '_xclick',
        'business' => get_setting('paypal_account'),
        'item_name' => 'Commande ' . order_number($order),
        'invoice' => $paymentId,
        'amount' => number_format(order_total($order['id']) / 100, 2, '.', ''),
        'currency_code' => 'EUR',
        'email' => $customer['email'],
        'notify_url' => SITE_URL . '/paypal_ipn.php',
        'return' => SITE_URL . '/commande?step=return',
        'cancel_return' => SITE_URL . '/index.php?page=order&id=' . $order['id'],
    );

    return array('url' => 'https://www.paypal.example/cgi-bin/webscr', 'method' => 'post', 'fields' => $fields);
}

function payment_form($todo)
{
    ob_start();
    ?>
    <form id="paypal" method="post" action="<?= h($todo['url']) ?>">
    <?php foreach ($todo['fields'] as $name => $value): ?>
        <input type="hidden" name="<?= $name ?>" value="<?= h($value) ?>">
    <?php endforeach ?>
        <button>PayPal</button>
    </form>
    <script>document.getElementById('paypal').submit();</script>
    <?php
    return ob_get_clean();
}
