<?php
/*
 * Fonctions communes. TOUT LE MONDE inclut ce fichier : ne rien casser.
 */
require_once dirname(__FILE__) . '/db.inc.php';
require_once dirname(__FILE__) . '/session.inc.php';
require_once dirname(__FILE__) . '/lang.inc.php';
require_once dirname(__FILE__) . '/mail.inc.php';

function h($s)
{
	return htmlspecialchars($s, ENT_QUOTES, 'ISO-8859-1');
}

/** prix en centimes -> "12,50 &euro;" */
function format_price($cents)
{
	if ($cents === null || $cents === '') {
		return '-';
	}
	return number_format($cents / 100, 2, ',', ' ') . ' &euro;';
}

function format_date($d)
{
	if (!$d || $d == '0000-00-00 00:00:00') {
		return '';
	}
	$ts = is_numeric($d) ? $d : strtotime($d);
	return date('d/m/Y', $ts) . (strlen($d) > 10 ? ' ' . date('H:i', $ts) : '');
}

function redirect($url)
{
	if (headers_sent()) {
		// ca arrive (BOM, espace en fin de fichier) ...
		echo '<script>location = ' . json_encode($url) . ';</script>';
	} else {
		header('Location: ' . $url);
	}
	exit;
}

function get_param($name, $default)
{
	if (isset($_POST[$name])) {
		$v = $_POST[$name];
	} elseif (isset($_GET[$name])) {
		$v = $_GET[$name];
	} else {
		return $default;
	}
	return is_string($v) ? trim($v) : $v;
}

function slugify($s)
{
	$s = strtolower(iconv('UTF-8', 'ASCII//TRANSLIT', $s));
	return trim(preg_replace('/[^a-z0-9]+/', '-', $s), '-');
}

function get_setting($name)
{
	static $settings = null;
	if ($settings === null) {
		$settings = array();
		foreach (brico_fetch_all("SELECT name, value FROM settings") as $row) {
			$settings[$row['name']] = $row['value'];
		}
	}
	return isset($settings[$name]) ? $settings[$name] : null;
}

// taux de TVA d'un produit. Ici parce que le panier ET les factures en ont besoin
function vat_rate($productId)
{
	static $rates = array();
	if (!isset($rates[$productId])) {
		$row = brico_fetch_one("SELECT v.rate FROM products p JOIN vat_classes v ON v.id = p.vat_class_id WHERE p.id = " . (int) $productId);
		$rates[$productId] = $row ? (float) $row['rate'] : 20.0;
	}
	return $rates[$productId];
}

function log_event($type, $msg)
{
	$who = is_logged_in() ? 'c' . current_customer_id() : (isset($_SESSION['admin_id']) ? 'a' . $_SESSION['admin_id'] : '-');
	error_log(date('c') . " [$type] $who $msg\n", 3, LOG_DIR . 'events-' . date('Ym') . '.log');
	// les evenements sensibles vont aussi dans le journal du back-office
	if (in_array($type, array('payment', 'payout', 'login', 'fraud'))) {
		brico_insert(DB_PREFIX . 'log', array(
			'user_id' => isset($_SESSION['admin_id']) ? $_SESSION['admin_id'] : 0,
			'action' => substr("$type: $msg", 0, 255),
			'created_at' => date('Y-m-d H:i:s'),
		));
	}
}

function render_tpl($name, $vars = array())
{
	extract($vars);
	if (file_exists(TPL_DIR . $name . '.tpl.php')) {
		include TPL_DIR . $name . '.tpl.php';
	} else {
		include TPL_DIR . $name . '.phtml';
	}
}

function cache_get($k)
{
	$file = CACHE_DIR . md5($k);
	if (!file_exists($file)) {
		return null;
	}
	list($until, $v) = unserialize(file_get_contents($file));
	return $until < time() ? null : $v;
}

function cache_set($k, $v, $ttl)
{
	file_put_contents(CACHE_DIR . md5($k), serialize(array(time() + $ttl, $v)), LOCK_EX);
}

function paginate($total, $perPage, $url)
{
	$pages = ceil($total / $perPage);
	$current = max(1, (int) get_param('p', 1));
	for ($html = '', $i = 1; $i <= $pages; $i++) {
		$html .= $i == $current ? " <b>$i</b>" : ' <a href="' . h($url) . '&amp;p=' . $i . '">' . $i . '</a>';
	}
	return '<p class="pages">' . $html . '</p>';
}

function is_email($s)
{
	return (bool) preg_match('/^[^@\s]+@[^@\s]+\.[a-z]{2,}$/i', $s);
}

// protection CSRF, SB 2016. Only on the account pages for now
function form_token()
{
	if (empty($_SESSION['form_token'])) {
		$_SESSION['form_token'] = md5(uniqid(mt_rand(), true));
	}
	return '<input type="hidden" name="form_token" value="' . $_SESSION['form_token'] . '">';
}

function check_form_token()
{
	if (empty($_SESSION['form_token']) || get_param('form_token', '') !== $_SESSION['form_token']) {
		log_event('login', 'bad form token on ' . $_SERVER['REQUEST_URI']);
		die('Session expir&eacute;e, merci de recommencer.');
	}
}

/** @deprecated utiliser h() */
function protect($s)
{
	return htmlentities(stripslashes($s));
}

function dump_queries()
{
	global $brico_queries;
	if (DEBUG) {
		echo '<!-- ' . count($brico_queries) . " requetes\n" . str_replace('--', '- -', implode("\n", (array) $brico_queries)) . ' -->';
	}
}
