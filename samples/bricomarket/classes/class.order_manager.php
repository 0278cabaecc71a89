<?php
/**
 * OrderManager : tout ce qui arrive a une commande.
 *
 * JM 2006, PLR 2010-2013 (vendeurs), SB 2015 (stock). Ne plus rien ajouter ici, voir Brico\Checkout\OrderService !
 * (dixit KT, 2016. Ajoute depuis : changeAddress, splitOrder, exportCompta)
 */
require_once INC_DIR . 'order.inc.php';
require_once INC_DIR . 'payment.inc.php';
require_once INC_DIR . 'shipping.inc.php';
require_once INC_DIR . 'seller.inc.php';
require_once INC_DIR . 'stock.inc.php';
require_once INC_DIR . 'catalog.inc.php';
require_once CLASS_DIR . 'class.invoice_pdf.php';

use Brico\Kernel\Registry;
use Brico\Payment\FraudDetector;
use Brico\Payment\RefundService;
use Brico\Seller\CommissionCalculator;

class OrderManager
{
	var $id;
	var $order;
	var $errors = array();
	var $_lines = null;
	/** true = pas de mails (reprises de donnees) */
	var $quiet = false;

	function __construct($id = 0)
	{
		if ($id) {
			$this->load($id);
		}
	}

	function load($id)
	{
		$this->id = (int) $id;
		$this->_lines = null;
		$this->order = brico_fetch_one("SELECT o.*, c.email, c.firstname, c.lastname, a.street, a.zip, a.city, a.country FROM orders o JOIN customers c ON c.id = o.customer_id LEFT JOIN addresses a ON a.id = o.address_id WHERE o.id = " . $this->id);
		return (bool) $this->order;
	}

	function lines()
	{
		if ($this->_lines === null) {
			$this->_lines = order_lines($this->id);
		}
		return $this->_lines;
	}

	// ---------------------------------------------------------------- creation

	/**
	 * Commande a partir d'un panier. Encore utilise par le telephone (admin/order_edit.php) ; le site passe par OrderService
	 */
	function createFromCart($cart, $customerId, $addressId, $method = 'paybox')
	{
		if ($cart->isEmpty()) {
			$this->errors[] = 'panier vide';
			return false;
		}
		$customer = get_customer($customerId);
		if (!$customer) {
			$this->errors[] = 'client inconnu';
			return false;
		}
		$address = brico_fetch_one("SELECT * FROM addresses WHERE id = " . (int) $addressId . " AND customer_id = " . (int) $customerId);
		$shipping = shipping_cost($cart, $address['zip']);

		mysql_query('START TRANSACTION');
		$sql = sprintf(
			"INSERT INTO orders (customer_id, status, total, shipping_total, address_id, coupon_id, created_at) VALUES (%d, 'new', %d, %d, %d, %s, NOW())",
			$customerId, $cart->total() + $shipping, $shipping, $addressId, $cart->coupon_id ? (int) $cart->coupon_id : 'NULL'
		);
		if (!mysql_query($sql)) {
			mysql_query('ROLLBACK');
			$this->errors[] = mysql_error();
			return false;
		}
		$id = mysql_insert_id();
		foreach ($cart->items() as $item) {
			$res = mysql_query("SELECT SUM(quantity - reserved) FROM stock_levels WHERE offer_id = " . (int) $item['offer_id'] . " FOR UPDATE");
			$row = mysql_fetch_row($res);
			if ($row[0] < $item['quantity']) {
				mysql_query('ROLLBACK');
				$this->errors[] = 'stock ' . $item['name'];
				return false;
			}
			$ttc = $item['quantity'] * $item['unit_price'];
			$vat = $ttc - round($ttc / (1 + vat_rate($item['product_id']) / 100));
			mysql_query("INSERT INTO order_lines (order_id, offer_id, seller_id, quantity, unit_price, vat) VALUES ($id, {$item['offer_id']}, {$item['seller_id']}, {$item['quantity']}, {$item['unit_price']}, $vat)");
			mysql_query("INSERT INTO stock_reservations (offer_id, order_id, quantity, expires_at) VALUES ({$item['offer_id']}, $id, {$item['quantity']}, NOW() + INTERVAL 2 DAY)");
		}
		mysql_query("INSERT INTO order_status_history (order_id, status, comment, created_at) VALUES ($id, 'new', 'OrderManager', NOW())");
		mysql_query("INSERT INTO payments (order_id, provider, status, amount, created_at) SELECT id, '" . mysql_real_escape_string($method) . "', 'pending', total, NOW() FROM orders WHERE id = $id");
		mysql_query('COMMIT');

		$cart->clear();
		$this->load($id);
		return $id;
	}

	// ---------------------------------------------------------------- paiement

	/** appele par order_set_status('paid') */
	function afterPayment()
	{
		$detector = new FraudDetector(Registry::get('db'));
		$score = $detector->score($this->id);
		if ($score >= Registry::get('config')->get('payment.fraud.threshold')) {
			brico_update('orders', array('status' => 'checking'), 'id = ' . $this->id);
			log_event('fraud', 'order ' . $this->id . ' score ' . $score);
			send_mail(get_setting('fraud_mail'), 'fraud_alert', array('id' => $this->id, 'score' => $score));
			return false;
		}
		$this->decrementStock();
		$this->bookCommissions();
		$this->makeInvoice();
		$this->notifySellers();
		$this->mailCustomer('order_confirmation');
		return true;
	}

	function decrementStock()
	{
		foreach ($this->lines() as $line) {
			try {
				stock_manager()->decrement($line['offer_id'], $line['quantity'], $this->id);
			} catch (Exception $e) {
				// vendu deux fois : le SAV rappelle le client
				$tickets = Registry::get('container')->get('backoffice.tickets');
				$tickets->open($this->order['customer_id'], $this->id, 'Rupture apres paiement : ' . $line['name'], $e->getMessage());
			}
			Registry::get('container')->get('search.indexer')->reindexProduct($line['product_id']);
		}
	}

	function bookCommissions()
	{
		$calculator = new CommissionCalculator(Registry::get('db'), Registry::get('config'));
		foreach ($this->lines() as $line) {
			$done = brico_fetch_one("SELECT id FROM commissions WHERE order_line_id = " . $line['id']);
			if (!$done) {
				$calculator->book($line);
			}
		}
	}

	function refund($amount, $reason)
	{
		$service = new RefundService(Registry::get('db'));
		try {
			$service->refund($this->id, $amount, $reason);
		} catch (Exception $e) {
			$this->errors[] = $e->getMessage();
			return false;
		}
		$paid = brico_fetch_one("SELECT SUM(amount) AS n FROM payments WHERE status = 'captured' AND order_id = " . $this->id);
		$refunded = brico_fetch_one("SELECT SUM(amount) AS n FROM refunds WHERE order_id = " . $this->id);
		if ($refunded['n'] >= $paid['n']) {
			order_set_status($this->id, 'refunded', $reason);
			// les points gagnes sont repris
			brico_query("DELETE FROM loyalty_points WHERE points > 0 AND order_id = " . $this->id);
		}
		return true;
	}

	// ---------------------------------------------------------------- annulation

	function cancel($reason = '')
	{
		if (in_array($this->order['status'], array('shipped', 'delivered'))) {
			$this->errors[] = 'deja expediee';
			return false;
		}
		$paid = in_array($this->order['status'], array('paid', 'checking'));
		brico_query('START TRANSACTION');
		order_set_status($this->id, 'cancelled', $reason);
		if ($paid) {
			foreach ($this->lines() as $line) {
				stock_move($line['offer_id'], $line['quantity'], 'annulation ' . $this->id);
			}
			brico_query("DELETE c FROM commissions c JOIN order_lines l ON l.id = c.order_line_id WHERE l.order_id = " . $this->id);
			if (!$this->refund($this->order['total'], 'annulation')) {
				brico_query('ROLLBACK');
				return false;
			}
		}
		brico_query('COMMIT');
		$this->mailCustomer('order_cancelled', array('reason' => $reason));
		foreach ($this->sellers() as $seller) {
			$this->mailSeller($seller['id'], 'seller_order_cancelled');
		}
		return true;
	}

	// ---------------------------------------------------------------- expedition

	function ship($sellerId, $carrierCode, $tracking)
	{
		$carrier = brico_fetch_one("SELECT id, name FROM carriers WHERE code = '" . brico_escape($carrierCode) . "'");
		if (!$carrier) {
			$this->errors[] = 'transporteur ' . $carrierCode;
			return false;
		}
		$shipment = brico_insert('shipments', array(
			'order_id' => $this->id,
			'seller_id' => (int) $sellerId,
			'carrier_id' => $carrier['id'],
			'tracking' => $tracking,
			'status' => 'in_transit',
		));
		foreach ($this->lines() as $line) {
			if ($line['seller_id'] == $sellerId) {
				brico_insert('shipment_items', array('shipment_id' => $shipment, 'order_line_id' => $line['id'], 'quantity' => $line['quantity']));
			}
		}
		if ($this->isFullyShipped()) {
			order_set_status($this->id, 'shipped', $carrier['name'] . ' ' . $tracking);
		}
		$this->mailCustomer('order_shipped', array('tracking' => $tracking, 'carrier' => $carrier['name'], 'order' => $this->order));
		return $shipment;
	}

	function isFullyShipped()
	{
		$row = brico_fetch_one("SELECT SUM(l.quantity) AS ordered, SUM((SELECT COALESCE(SUM(si.quantity), 0) FROM shipment_items si WHERE si.order_line_id = l.id)) AS shipped FROM order_lines l WHERE l.order_id = " . $this->id);
		return $row['shipped'] >= $row['ordered'];
	}

	function changeAddress($addressId)
	{
		if ($this->order['status'] == 'shipped') {
			$this->errors[] = 'trop tard';
			return false;
		}
		$address = brico_fetch_one("SELECT * FROM addresses WHERE id = " . (int) $addressId);
		// le port peut changer (Corse...)
		$items = array();
		foreach ($this->lines() as $line) {
			$items[] = array('offer_id' => $line['offer_id'], 'quantity' => $line['quantity']);
		}
		$shipping = shipping_cost($items, $address['zip']);
		$diff = $shipping - $this->order['shipping_total'];
		if ($diff > 0) {
			log_event('order', $this->id . ' : port ' . $diff . ' a notre charge');
		} elseif ($diff < 0) {
			$this->refund(-$diff, 'port');
		}
		brico_update('orders', array('address_id' => $addressId), 'id = ' . $this->id);
		return $this->load($this->id);
	}

	/** les lignes d'un vendeur dans une nouvelle commande (retard d'un seul vendeur) */
	function splitOrder($sellerId)
	{
		$total = 0;
		foreach ($this->lines() as $line) {
			if ($line['seller_id'] == $sellerId) {
				$total += $line['quantity'] * $line['unit_price'];
			}
		}
		if (!$total || $total >= $this->order['total']) {
			return false;
		}
		$new = brico_insert('orders', array(
			'customer_id' => $this->order['customer_id'],
			'status' => $this->order['status'],
			'total' => $total,
			'shipping_total' => 0,
			'address_id' => $this->order['address_id'],
			'created_at' => $this->order['created_at'],
		));
		brico_query("UPDATE order_lines SET order_id = $new WHERE order_id = $this->id AND seller_id = " . (int) $sellerId);
		brico_query("UPDATE orders SET total = total - $total WHERE id = $this->id");
		brico_query("UPDATE stock_reservations r JOIN order_lines l ON l.offer_id = r.offer_id SET r.order_id = l.order_id WHERE r.order_id = $this->id AND l.order_id = $new");
		// FIXME SB: le paiement reste sur la premiere, le rapport des ecarts les montre toutes les deux
		return $new;
	}

	// ---------------------------------------------------------------- factures

	function makeInvoice()
	{
		$invoice = brico_fetch_one("SELECT * FROM invoices WHERE order_id = " . $this->id);
		if ($invoice) {
			return $invoice['number'];
		}
		brico_query('LOCK TABLES invoices WRITE');
		$last = brico_fetch_one("SELECT MAX(number) AS n FROM invoices WHERE number LIKE 'F" . date('Y') . "%'");
		$number = 'F' . date('Y') . sprintf('%06d', (int) substr($last['n'], 5) + 1);
		brico_insert('invoices', array('order_id' => $this->id, 'number' => $number, 'total' => $this->order['total']));
		brico_query('UNLOCK TABLES');
		return $number;
	}

	function invoicePdf()
	{
		$number = $this->makeInvoice();
		$pdf = new InvoicePDF($number, $this->order, $this->lines());
		$path = 'data/invoices/' . $number . '.pdf';
		$pdf->build(order_vat($this->id));
		$pdf->output(BRICO_ROOT . '/' . $path);
		brico_update('invoices', array('pdf_path' => $path), "number = '$number'");
		return $path;
	}

	// export comptable. Plus utilise depuis le nouveau logiciel (2016), le comptable dit que si
	function exportCompta($from, $to)
	{
		$out = '';
		$res = mysql_query("SELECT i.number, i.total, o.id, o.created_at, p.provider FROM invoices i JOIN orders o ON o.id = i.order_id LEFT JOIN payments p ON p.order_id = o.id AND p.status = 'captured' WHERE o.created_at BETWEEN '$from' AND '$to' ORDER BY i.number");
		while ($row = mysql_fetch_assoc($res)) {
			$account = $row['provider'] == 'paypal' ? '512200' : '512100';
			$out .= implode(';', array('VE', date('dmY', strtotime($row['created_at'])), $account, $row['number'], number_format($row['total'] / 100, 2, ',', ''), 'D')) . "\r\n";
			foreach (order_vat($row['id']) as $rate => $vat) {
				$out .= implode(';', array('VE', date('dmY', strtotime($row['created_at'])), '4457' . (int) $rate, $row['number'], number_format($vat / 100, 2, ',', ''), 'C')) . "\r\n";
			}
		}
		return $out;
	}

	// ---------------------------------------------------------------- mails

	function sellers()
	{
		$sellers = array();
		foreach ($this->lines() as $line) {
			$sellers[$line['seller_id']] = get_seller($line['seller_id']);
		}
		return $sellers;
	}

	function notifySellers()
	{
		foreach ($this->sellers() as $seller) {
			$this->mailSeller($seller['id'], 'seller_new_order');
		}
	}

	function mailSeller($sellerId, $template)
	{
		$lines = array();
		foreach ($this->lines() as $line) {
			if ($line['seller_id'] == $sellerId) {
				$lines[] = $line;
			}
		}
		foreach (brico_fetch_all("SELECT email FROM seller_users WHERE seller_id = " . (int) $sellerId) as $user) {
			$this->quiet or send_mail($user['email'], $template, array('order' => $this->order, 'lines' => $lines));
		}
	}

	function mailCustomer($template, $vars = array())
	{
		if ($this->quiet) {
			return;
		}
		$vars['id'] = $this->id;
		$vars['firstname'] = $this->order['firstname'];
		$vars['total'] = order_total($this->id);
		$vars['lines'] = $this->lines();
		send_mail($this->order['email'], $template, $vars);
	}
}
