<?php
/* Formulaire de contact -> ticket SAV. Ancienne page, reste en Latin-1 */
require_once INC_DIR . 'customer.inc.php';

$sujets = array(
	'commande' => 'Où est ma commande ?',
	'retour' => 'Retourner un article',
	'paiement' => 'Problème de paiement',
	'vendeur' => 'Réclamation sur un vendeur',
	'autre' => 'Autre question',
);

$commande = intval(get_param('commande', 0));
if (isset($_POST['message']) && strlen($_POST['message']) > 10) {
	$client = is_logged_in() ? current_customer_id() : null;
	if ($commande && $client) {
		// la commande doit être à lui
		$res = mysql_query("SELECT id FROM orders WHERE id = $commande AND customer_id = $client");
		if (mysql_num_rows($res) == 0) {
			$commande = 0;
		}
	}
	$sujet = isset($sujets[$_POST['sujet']]) ? $sujets[$_POST['sujet']] : 'Autre question';
	mysql_query("INSERT INTO bo_tickets (customer_id, order_id, subject, status) VALUES (" . ($client ? $client : 'NULL') . ", " . ($commande ? $commande : 'NULL') . ", '" . mysql_real_escape_string($sujet) . "', 'open')");
	$ticket = mysql_insert_id();
	mysql_query("INSERT INTO bo_ticket_messages (ticket_id, user_id, body) VALUES ($ticket, NULL, '" . mysql_real_escape_string($_POST['message']) . "')");
	if ($_POST['sujet'] == 'retour' && $commande) {
		mysql_query("INSERT INTO returns (order_id, reason, status) VALUES ($commande, 'demandé par formulaire', 'asked')");
	}
	flash('Votre demande n° ' . $ticket . ' est enregistrée, réponse sous 48 heures (jours ouvrés).');
	redirect('/');
}
$title = 'Contactez-nous';
?>
<h1>Contactez-nous</h1>
<form method="post" action="/index.php?page=contact">
	<select name="sujet">
	<?php foreach ($sujets as $code => $libelle) { ?>
		<option value="<?php echo $code ?>"<?php if (get_param('sujet', '') == $code) echo ' selected' ?>><?php echo $libelle ?></option>
	<?php } ?>
	</select>
	N° de commande : <input name="commande" value="<?php echo $commande ? $commande : '' ?>" size="8">
	<textarea name="message" rows="8" cols="60"></textarea>
	<input type="submit" value="Envoyer">
</form>
<p>Par téléphone : du lundi au vendredi, de 9 h à 18 h (prix d'un appel local).</p>
