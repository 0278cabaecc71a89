<?php
use Brico\Shipping\PickupPointFinder;
use Brico\Kernel\Registry;

$quotes = $flow->quotes($cart->items(), $_SESSION['zip']);
$finder = new PickupPointFinder(Registry::get('db'));
$points = $finder->near($_SESSION['zip'], 6);

if (isset($_POST['carrier']) && isset($quotes[$_POST['carrier']])) {
    $_SESSION['shipping_method'] = $_POST['carrier'];
    $_SESSION['pickup_point'] = $_POST['carrier'] == 'relais' ? (int) $_POST['point'] : null;
    $flow->advance();
    redirect('/commande');
}
?>
<h1>Livraison</h1>
<?php if (count(cart_by_seller($cart)) > 1): ?>
<p class="info">Votre commande partira en <?= count(cart_by_seller($cart)) ?> colis.</p>
<?php endif ?>
<form method="post">
<?php foreach ($quotes as $code => $quote): ?>
<?php switch ($code):
case 'relais': ?>
    <fieldset>
        <label><input type="radio" name="carrier" value="relais"> <?= h($quote['name']) ?> : <?= format_price($quote['price']->cents()) ?></label>
        <select name="point">
        <?php foreach ($points as $point): ?>
            <option value="<?= $point['id'] ?>"><?= h($point['name'] . ' - ' . $point['zip'] . ' ' . $point['city']) ?></option>
        <?php endforeach ?>
        </select>
    </fieldset>
<?php break;
case 'chronopost': ?>
    <label class="express"><input type="radio" name="carrier" value="chronopost"> <?= h($quote['name']) ?>
        (demain avant 13h) : <?= format_price($quote['price']->cents()) ?></label>
<?php break;
default: ?>
    <label><input type="radio" name="carrier" value="<?= $code ?>" checked> <?= h($quote['name']) ?> : <?= $quote['price']->isZero() ? 'gratuit' : format_price($quote['price']->cents()) ?></label>
<?php endswitch ?>
<?php endforeach ?>
    <button>Continuer</button>
</form>
