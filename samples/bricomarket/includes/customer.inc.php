<?php
/*
 * Comptes clients. JM 2005 ; SB 2016 : passe par Brico\Customer quand c'est possible
 */
require_once dirname(__FILE__) . '/functions.inc.php';

use Brico\Customer\CustomerRepository;
use Brico\Kernel\Registry;

function get_customer($id)
{
	return brico_fetch_one("SELECT * FROM customers WHERE id = " . (int) $id);
}

function get_customer_by_email($email)
{
	return brico_fetch_one("SELECT * FROM customers WHERE email = '" . brico_escape(strtolower($email)) . "'");
}

function customer_addresses($id)
{
	return brico_fetch_all("SELECT * FROM addresses WHERE customer_id = " . (int) $id . " ORDER BY id DESC");
}

/** @return bool */
function customer_login($email, $pw)
{
	$customer = Registry::get('container')->get('customer.auth')->login($email, $pw, get_param('remember', 0));
	if (!$customer) {
		log_event('login', 'failed for ' . $email);
		return false;
	}
	customer_merge_cart($customer->id);
	return true;
}

// le panier d'avant la connexion rejoint celui du compte
function customer_merge_cart($customerId)
{
	if (empty($_SESSION['cart_id'])) {
		$row = brico_fetch_one("SELECT id FROM carts WHERE customer_id = " . (int) $customerId . " ORDER BY updated_at DESC LIMIT 1");
		if ($row) {
			$_SESSION['cart_id'] = $row['id'];
		}
		return;
	}
	$cart_id = (int) $_SESSION['cart_id'];
	$old = brico_fetch_all("SELECT id FROM carts WHERE customer_id = " . (int) $customerId . " AND id != $cart_id");
	foreach ($old as $c) {
		brico_query("UPDATE IGNORE cart_items SET cart_id = $cart_id WHERE cart_id = " . $c['id']);
		brico_query("DELETE FROM cart_items WHERE cart_id = " . $c['id']);
		brico_query("DELETE FROM carts WHERE id = " . $c['id']);
	}
	brico_update('carts', array('customer_id' => $customerId, 'updated_at' => date('Y-m-d H:i:s')), "id = $cart_id");
}

function customer_name($c)
{
	return trim($c['firstname'] . ' ' . strtoupper($c['lastname']));
}

function customer_points($id)
{
	$row = brico_fetch_one("SELECT SUM(points) AS n FROM loyalty_points WHERE customer_id = " . (int) $id);
	return (int) $row['n'];
}

function customer_exists($email)
{
	$repository = new CustomerRepository(Registry::get('db'));
	return $repository->findByEmail($email) !== null;
}
