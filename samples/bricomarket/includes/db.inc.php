<?php
/*
 * Base de donnees. mysql_* (2005), puis $db mysqli (2011). Les deux connexions sont ouvertes
 * tant que les vieilles pages ne sont pas converties... TODO PLR: compter celles qui restent
 */
require_once dirname(__FILE__) . '/config.inc.php';

$db = mysqli_connect(DB_HOST, DB_USER, DB_PASS, DB_NAME);
if (!$db) {
	header('HTTP/1.1 503 Service Unavailable');
	die('Bricomarket est en maintenance, revenez dans quelques minutes.');
}
mysqli_set_charset($db, 'utf8');
if (function_exists('mysql_connect')) {
	mysql_connect(DB_HOST, DB_USER, DB_PASS) && mysql_select_db(DB_NAME);
}

function brico_query($sql)
{
	global $db, $brico_queries;
	$brico_queries[] = $sql;
	$res = mysqli_query($db, $sql);
	if ($res === false) {
		error_log('SQL: ' . mysqli_error($db) . ' -- ' . $sql);
		if (DEBUG) {
			die('<pre>' . htmlspecialchars(mysqli_error($db) . "\n" . $sql) . '</pre>');
		}
	}
	return $res;
}

function brico_fetch($res)
{
	return $res ? mysqli_fetch_assoc($res) : null;
}

function brico_fetch_all($sql)
{
	$rows = array();
	$res = brico_query($sql);
	while ($row = brico_fetch($res)) {
		$rows[] = $row;
	}
	return $rows;
}

function brico_fetch_one($sql)
{
	return brico_fetch(brico_query($sql));
}

function brico_escape($s)
{
	global $db;
	return mysqli_real_escape_string($db, $s);
}

function _brico_value($v)
{
	if ($v === null) {
		return 'NULL';
	}
	return "'" . brico_escape($v) . "'";
}

function brico_insert($table, $data)
{
	$sql = "INSERT INTO $table (" . implode(', ', array_keys($data)) . ") VALUES (" . implode(', ', array_map('_brico_value', $data)) . ")";
	brico_query($sql);
	return brico_last_id();
}

function brico_update($table, $data, $where)
{
	$set = array();
	foreach ($data as $k => $v) {
		$set[] = $k . ' = ' . _brico_value($v);
	}
	return brico_query("UPDATE $table SET " . implode(', ', $set) . " WHERE $where");
}

function brico_last_id()
{
	return mysqli_insert_id($GLOBALS['db']);
}
