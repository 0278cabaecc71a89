<?php
// session, client connecte, droits
if (php_sapi_name() != 'cli' && session_id() == '') {
	session_name(SESSION_NAME);
	session_start();
}

function current_customer_id()
{
	return isset($_SESSION['customer_id']) ? (int) $_SESSION['customer_id'] : 0;
}

function is_logged_in()
{
	if (current_customer_id()) {
		return true;
	}
	// "se souvenir de moi"
	if (!empty($_COOKIE['brico_remember']) && function_exists('brico_fetch_one')) {
		$sql = "SELECT customer_id FROM customer_tokens WHERE type = 'remember' AND token = '" . brico_escape($_COOKIE['brico_remember']) . "'";
		if ($row = brico_fetch_one($sql)) {
			$_SESSION['customer_id'] = (int) $row['customer_id'];
			// le panier suit le client
			if (!empty($_SESSION['cart_id'])) {
				brico_query("UPDATE carts SET customer_id = " . (int) $row['customer_id'] . " WHERE id = " . (int) $_SESSION['cart_id']);
			}
			return true;
		}
	}
	return false;
}

function require_login()
{
	if (!is_logged_in()) {
		$_SESSION['after_login'] = $_SERVER['REQUEST_URI'];
		flash(t('please_log_in'));
		redirect('/index.php?page=login');
	}
}

function require_admin($right)
{
	if (empty($_SESSION['admin_id'])) {
		redirect('/admin/login.php');
	}
	$checker = new Brico\Backoffice\RightsChecker(Brico\Kernel\Registry::get('db'));
	if (!$checker->allowed((int) $_SESSION['admin_id'], $right)) {
		log_event('login', 'admin ' . $_SESSION['admin_id'] . ' has no right ' . $right);
		die('Acc&egrave;s refus&eacute;');
	}
}

function flash($msg)
{
	$_SESSION['flash'][] = $msg;
}

function flash_messages()
{
	$messages = isset($_SESSION['flash']) ? $_SESSION['flash'] : array();
	$_SESSION['flash'] = array();
	return $messages;
}
