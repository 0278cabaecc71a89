<?php
require_once CLASS_DIR . 'class.pdf.php';

// facture en PDF, mise en page de 2007
class InvoicePDF extends PDF
{
	var $number;
	var $order;
	var $lines;

	function __construct($number, $order, $lines)
	{
		$this->PDF('A4');
		$this->number = $number;
		$this->order = $order;
		$this->lines = $lines;
		$this->title = 'Facture ' . $number;
	}

	function header()
	{
		$this->setFontSize(16);
		$this->text(10, 15, 'BRICOMARKET');
		$this->setFontSize(8);
		$this->text(10, 20, get_setting('company_address'));
		$this->setFontSize(12);
		$this->text(130, 15, $this->title);
		$this->text(130, 30, $this->order['firstname'] . ' ' . $this->order['lastname']);
		$this->text(130, 36, $this->order['street']);
		$this->text(130, 42, $this->order['zip'] . ' ' . $this->order['city']);
		$this->y = 60;
	}

	function footer()
	{
		$this->setFontSize(7);
		$this->text(10, 287, 'Commande ' . $this->order['id'] . ' du ' . format_date($this->order['created_at']));
	}

	function build($vat)
	{
		$this->addPage();
		$this->setFontSize(9);
		$rows = array();
		foreach ($this->lines as $l) {
			$rows[] = array($l['sku'], substr($l['name'], 0, 60), $l['seller'], $l['quantity'], $this->_euro($l['unit_price']), $this->_euro($l['quantity'] * $l['unit_price']));
		}
		$this->table(array('Ref', 'Designation', 'Vendeur', 'Qte', 'PU TTC', 'Total'), $rows, array(22, 80, 35, 10, 20, 20));
		$this->ln();
		$this->cell(150, 'Port');
		$this->cell(30, $this->_euro($this->order['shipping_total']), true);
		foreach ($vat as $rate => $amount) {
			$this->cell(150, "dont TVA $rate %");
			$this->cell(30, $this->_euro($amount), true);
		}
		$this->cell(150, 'TOTAL TTC');
		$this->cell(30, $this->_euro($this->order['total']), true);
	}

	// pas format_price(): le PDF ne connait pas &euro;
	function _euro($cents)
	{
		return number_format($cents / 100, 2, ',', ' ') . ' EUR';
	}
}
