<?php
/**
 * Controleur frontal : index.php?page=xxx
 */
require_once dirname(__FILE__) . '/includes/config.inc.php';
require_once INC_DIR . 'functions.inc.php';
require_once INC_DIR . 'cart.inc.php';
require_once CLASS_DIR . 'class.shopping_cart.php';

chdir(BRICO_ROOT);
$start = microtime(true);
$cart = cart_current();

// vieilles adresses (2005-2009), encore dans les moteurs de recherche
$aliases = array(
	'produit' => 'product',
	'rayon' => 'category',
	'marque' => 'brand',
	'recherche' => 'search',
	'panier' => 'cart',
	'compte' => 'account',
	'connexion' => 'login',
	'inscription' => 'register',
	'conseil' => 'article',
	'conseils' => 'advice',
);

// pages permises => titre par defaut
$pages = array(
	'account' => 'Mon compte',
	'address_edit' => '',
	'advice' => 'Conseils',
	'article' => 'Conseil',
	'brand' => 'Marque',
	'cart' => 'Votre panier',
	'category' => 'Rayon',
	'checkout' => 'Votre commande',
	'contact' => 'Contact',
	'home' => 'Accueil',
	'login' => 'Connexion',
	'loyalty' => 'Points',
	'newsletter' => 'Newsletter',
	'order' => 'Commande',
	'password_lost' => '',
	'payment_return' => '',
	'product' => 'Produit',
	'projects' => 'Mes projets',
	'question_answer' => '',
	'question_ask' => '',
	'register' => 'Inscription',
	'review_vote' => '',
	'review_write' => '',
	'search' => 'Recherche',
	'seller' => 'Vendeur',
	'seller_dashboard' => '',
	'seller_login' => '',
	'seller_offers' => '',
	'seller_orders' => '',
	'seller_register' => '',
	'tracking' => 'Suivi',
	'wishlist' => 'Mes envies',
);

$page = get_param('page', 'home');
if (isset($aliases[$page])) {
	header('HTTP/1.1 301 Moved Permanently');
	$query = $_GET;
	$query['page'] = $aliases[$page];
	redirect('/index.php?' . http_build_query($query));
}
if (!isset($pages[$page])) {
	header('HTTP/1.0 404 Not Found');
	$page = 'error404';
}

// la page fixe $title et $layout si elle veut, puis tout part d'un coup
$title = isset($pages[$page]) ? $pages[$page] : '';
$layout = true;
ob_start();
include 'pages/' . $page . '.php';
$content = ob_get_clean();

if (!$layout) {
	echo $content;
	exit;
}
include TPL_DIR . 'layout/header.tpl.php';
echo $content;
include TPL_DIR . 'layout/footer.tpl.php';

dump_queries();
if (microtime(true) - $start > 2) {
	log_event('slow', $_SERVER['REQUEST_URI'] . ' ' . round(microtime(true) - $start, 1) . 's');
}
