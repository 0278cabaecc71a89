<?php
/*
 * Configuration. Ne pas modifier en production : utiliser config.local.php
 */
define('BRICO_ROOT', dirname(__FILE__) . '/..');
define('INC_DIR', BRICO_ROOT . '/includes/');
define('CLASS_DIR', BRICO_ROOT . '/classes/');
define('TPL_DIR', BRICO_ROOT . '/templates/');
define('CACHE_DIR', BRICO_ROOT . '/data/cache/');
define('LOG_DIR', BRICO_ROOT . '/logs/');

if (file_exists(dirname(__FILE__) . '/config.local.php')) {
	include dirname(__FILE__) . '/config.local.php';
}

// base
if (!defined('DB_HOST')) {
	define('DB_HOST', getenv('BRICO_DB_HOST') ? getenv('BRICO_DB_HOST') : 'localhost');
	define('DB_NAME', 'bricomarket');
	define('DB_USER', 'brico');
	define('DB_PASS', getenv('BRICO_DB_PASS'));
}
// tables du back-office (ancien logiciel separe, d'ou le prefixe)
define('DB_PREFIX', 'bo_');

define('SITE_URL', 'https://www.bricomarket.example');
define('MAIL_FROM', 'contact@bricomarket.example');
define('MAIL_QUEUE', true); // false = envoi direct
define('DEFAULT_LANG', 'fr');
define('SESSION_NAME', 'BRICOSID');
define('DEBUG', (bool) getenv('BRICO_DEBUG'));

error_reporting(DEBUG ? E_ALL : E_ALL & ~E_NOTICE & ~E_DEPRECATED);
ini_set('default_charset', 'ISO-8859-1');
date_default_timezone_set('Europe/Paris');

if (file_exists(BRICO_ROOT . '/vendor/autoload.php')) {
	require_once BRICO_ROOT . '/vendor/autoload.php';
}
require_once BRICO_ROOT . '/src/Kernel/bootstrap.php';
