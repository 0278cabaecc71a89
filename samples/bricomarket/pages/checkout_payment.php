<?php
$methods = payment_methods();
if (isset($_POST['method']) && isset($methods[$_POST['method']])) {
	$_SESSION['checkout_method'] = $_POST['method'];
	$flow->advance();
	redirect('/commande');
}
$price = $flow->price($_SESSION['zip']);
?>
<h1>Paiement</h1>
<p>Montant : <b><?= format_price($price['total']->cents()) ?></b></p>
<form method="post">
<?php foreach ($methods as $code => $method) {
	switch ($code) {
		case 'paybox':
			?><label><input type="radio" name="method" value="paybox" checked> <img src="/img/cb.gif" alt="CB"> <?= h($method['name']) ?></label><?php
			break;
		case 'paypal':
			?><label><input type="radio" name="method" value="paypal"> <img src="/img/paypal.gif" alt="PayPal"></label><?php
			break;
		case 'cheque':
			// au dela de 1500 euros on n'en veut plus
			if ($price['total']->cents() > 150000) break;
			?><label><input type="radio" name="method" value="cheque"> Ch&egrave;que (exp&eacute;di&eacute; &agrave; encaissement)</label><?php
			break;
	}
} ?>
	<button>Continuer</button>
</form>
