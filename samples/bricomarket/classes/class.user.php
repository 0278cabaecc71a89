<?php
/* Utilisateur du site (client) - premiere version, 2005
   remplace par Brico\Customer\Customer ; reste utilise par l'API et par l'extranet */
require_once CLASS_DIR . 'class.db.php';

class User
{
	var $id = 0;
	var $email;
	var $nom;
	var $prenom;
	var $db;

	function User($id = 0)
	{
		$this->db =& db();
		if ($id) {
			$this->load($id);
		}
	}

	function load($id)
	{
		$row = $this->db->row("SELECT * FROM customers WHERE id = " . intval($id));
		if ($row) {
			$this->id = $row['id'];
			$this->email = $row['email'];
			$this->nom = $row['lastname'];
			$this->prenom = $row['firstname'];
		}
		return $this->id > 0;
	}

	function loadByToken($token)
	{
		$id = $this->db->value("SELECT customer_id FROM customer_tokens WHERE type = 'api' AND token = '" . mysql_real_escape_string($token) . "'");
		return $id ? $this->load($id) : false;
	}

	function getOrders($status = '')
	{
		$sql = "SELECT id, status, total, created_at FROM orders WHERE customer_id = " . $this->id;
		if ($status) {
			$sql .= " AND status = '$status'";
		}
		return $this->db->rows($sql . " ORDER BY created_at DESC");
	}

	// carte de fidelite papier, plus imprimee depuis 2012
	function getCardNumber()
	{
		return sprintf('29%010d', $this->id);
	}

	function isGoodCustomer()
	{
		$total = $this->db->value("SELECT SUM(total) FROM orders WHERE status = 'delivered' AND customer_id = " . $this->id);
		$refunds = $this->db->value("SELECT SUM(r.amount) FROM refunds r, orders o WHERE o.id = r.order_id AND o.customer_id = " . $this->id);
		return $total > 100000 && $refunds < $total / 10;
	}

	function save()
	{
		$this->db->query("UPDATE customers SET lastname = '" . addslashes($this->nom) . "', firstname = '" . addslashes($this->prenom) . "' WHERE id = " . $this->id);
	}
}
