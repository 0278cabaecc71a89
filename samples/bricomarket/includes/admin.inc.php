<?php
/* Commun a toutes les pages du back-office */
require_once dirname(__FILE__) . '/config.inc.php';
require_once dirname(__FILE__) . '/functions.inc.php';

use Brico\Backoffice\AdminUser;
use Brico\Kernel\Registry;

define('IN_ADMIN', true);

if (empty($_SESSION['admin_id']) && basename($_SERVER['PHP_SELF']) != 'login.php') {
	redirect('/admin/login.php?back=' . urlencode($_SERVER['REQUEST_URI']));
}

function admin_user()
{
	static $user = null;
	if ($user === null && !empty($_SESSION['admin_id'])) {
		$user = AdminUser::load(Registry::get('db'), (int) $_SESSION['admin_id']);
	}
	return $user;
}

function admin_log($action)
{
	brico_insert(DB_PREFIX . 'log', array(
		'user_id' => (int) $_SESSION['admin_id'],
		'action' => $action,
		'created_at' => date('Y-m-d H:i:s'),
	));
}

// menu : droit => (page => libelle)
function admin_menu()
{
	$menu = array(
		'catalog' => array('products.php' => 'Produits', 'categories.php' => 'Rayons', 'brands.php' => 'Marques', 'attributes.php' => 'Attributs', 'price_import.php' => 'Import'),
		'orders' => array('orders.php' => 'Commandes', 'coupons.php' => 'Codes promo', 'invoices.php' => 'Factures'),
		'finance' => array('payments.php' => 'Paiements', 'refunds.php' => 'Remboursements', 'fraud.php' => 'Fraude', 'seller_payouts.php' => 'Reversements', 'reports.php' => 'Rapports'),
		'sellers' => array('sellers.php' => 'Vendeurs'),
		'shipping' => array('shipments.php' => 'Exp&eacute;ditions', 'carriers.php' => 'Transporteurs', 'shipping_rates.php' => 'Tarifs', 'returns.php' => 'Retours'),
		'stock' => array('stock.php' => 'Stock', 'warehouses.php' => 'Entrep&ocirc;ts'),
		'reviews' => array('reviews_moderation.php' => 'Avis'),
		'customers' => array('customers.php' => 'Clients', 'newsletter.php' => 'Newsletter', 'tickets.php' => 'SAV'),
		'advice' => array('articles.php' => 'Conseils', 'article_comments.php' => 'Commentaires'),
		'admin' => array('users.php' => 'Utilisateurs', 'settings.php' => 'R&eacute;glages', 'log.php' => 'Journal'),
	);
	$user = admin_user();
	foreach (array_keys($menu) as $right) {
		if (!$user || !$user->can($right)) {
			unset($menu[$right]);
		}
	}
	return $menu;
}

// compteurs de la barre du haut ; une requete par compteur, ca rame (SB)
function admin_counters()
{
	$counters = cache_get('admin_counters');
	if (!$counters) {
		$tickets = brico_fetch_one("SELECT COUNT(*) AS n FROM " . DB_PREFIX . "tickets WHERE status = 'open'");
		$orders = brico_fetch_one("SELECT COUNT(*) AS n FROM orders WHERE status = 'paid'");
		$reviews = brico_fetch_one("SELECT COUNT(*) AS n FROM reviews WHERE status = 'pending'");
		$sellers = brico_fetch_one("SELECT COUNT(*) AS n FROM sellers WHERE status = 'pending'");
		$returns = brico_fetch_one("SELECT COUNT(*) AS n FROM returns WHERE status = 'asked'");
		$counters = array('tickets' => $tickets['n'], 'orders' => $orders['n'], 'reviews_moderation' => $reviews['n'], 'sellers' => $sellers['n'], 'returns' => $returns['n']);
		cache_set('admin_counters', $counters, 120);
	}
	return $counters;
}
