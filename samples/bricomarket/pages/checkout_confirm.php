<?php
use Brico\Checkout\CheckoutException;
use Brico\Stock\OutOfStockException;

$price = $flow->price($_SESSION['zip']);

if (isset($_POST['confirm']) && isset($_POST['cgv'])) {
    try {
        $todo = $flow->finish(current_customer_id());
        if ($todo['method'] === 'get') {
            redirect($todo['url']);
        }
        // form that posts itself to the bank
        $layout = false;
        require CLASS_DIR . 'payment/' . $_SESSION['checkout_method'] . '.php';
        echo payment_form($todo);
        return;
    } catch (OutOfStockException $e) {
        flash($e->messageForCustomer());
        redirect('/panier');
    } catch (CheckoutException $e) {
        flash(t($e->getMessage()));
        redirect('/panier');
    }
}
$address = brico_fetch_one('SELECT * FROM addresses WHERE id = ' . (int) $_SESSION['checkout_address']);
?>
<h1>R&eacute;capitulatif</h1>
<?php render_tpl('order_lines', array('lines' => $cart->items())); ?>
<p>Livraison : <?php include TPL_DIR . 'account/address.phtml' ?> <a href="/commande?step=address"><?= t('change') ?></a></p>
<table class="totals">
<?php foreach (array('goods' => 'Articles', 'discount' => 'Remise', 'shipping' => 'Port', 'vat' => 'dont TVA', 'total' => 'Total') as $k => $label): ?>
    <?php if (!$price[$k]->isZero()): ?><tr class="<?= $k ?>"><td><?= $label ?></td><td><?= format_price($price[$k]->cents()) ?></td></tr><?php endif ?>
<?php endforeach ?>
</table>
<form method="post">
    <label><input type="checkbox" name="cgv"> J'accepte les conditions de vente</label>
    <button name="confirm" value="1">Payer <?= format_price($price['total']->cents()) ?></button>
</form>
