<?php
/**
 * Acces a la base, version 2005. NE PLUS UTILISER (voir includes/db.inc.php)
 * encore appele par : class.user.php, class.newsletter.php, admin/log.php
 */
class DB
{
	var $link;
	var $result;
	var $debug = false;
	var $count = 0;

	function DB($debug = false)
	{
		$this->debug = $debug;
		$this->link = mysql_connect(DB_HOST, DB_USER, DB_PASS);
		if (!$this->link) {
			$this->error('connexion');
		}
		mysql_select_db(DB_NAME, $this->link);
	}

	function query($sql)
	{
		$this->count++;
		if ($this->debug) {
			echo "<tt>$sql</tt><br>";
		}
		$this->result = mysql_query($sql, $this->link);
		if (!$this->result) {
			$this->error($sql);
		}
		return $this->result;
	}

	function row($sql)
	{
		$this->query($sql);
		return mysql_fetch_array($this->result);
	}

	function value($sql)
	{
		$row = $this->row($sql);
		return $row[0];
	}

	function rows($sql)
	{
		$all = array();
		$this->query($sql);
		while ($row = mysql_fetch_array($this->result)) {
			$all[] = $row;
		}
		return $all;
	}

	function lastId()
	{
		return mysql_insert_id($this->link);
	}

	function error($where)
	{
		mail('webmaster@bricomarket.example', 'Erreur SQL', $where . "\n" . mysql_error());
		die('Erreur de base de donn&eacute;es');
	}
}

function & db()
{
	static $instance;
	if (!$instance) {
		$instance = new DB(defined('DEBUG') && DEBUG);
	}
	return $instance;
}
