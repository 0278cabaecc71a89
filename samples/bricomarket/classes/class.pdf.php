<?php
/**
 * Petit generateur de PDF (texte, lignes, une police). Suffit pour les factures et les etiquettes.
 * PHP 4, ne pas moderniser sans relire toutes les factures (JM)
 */
define('PDF_MM', 2.834645669);

class PDF
{
	var $pages = array();
	var $page = -1;
	var $x = 10;
	var $y = 10;
	var $size = 10;
	var $title = '';
	var $w = 210;
	var $h = 297;

	function PDF($format = 'A4')
	{
		if ($format == 'A6') {
			$this->w = 105;
			$this->h = 148;
		}
	}

	function addPage()
	{
		$this->pages[++$this->page] = '';
		$this->x = $this->y = 10;
		$this->header();
	}

	function header()
	{
		// a redefinir
	}

	function footer()
	{
	}

	function setFontSize($size)
	{
		$this->size = $size;
	}

	function _out($s)
	{
		$this->pages[$this->page] .= $s . "\n";
	}

	function _escape($s)
	{
		return str_replace(array('\\', '(', ')'), array('\\\\', '\\(', '\\)'), $s);
	}

	function text($x, $y, $s)
	{
		$this->_out(sprintf('BT /F1 %d Tf %.2f %.2f Td (%s) Tj ET', $this->size, $x * PDF_MM, ($this->h - $y) * PDF_MM, $this->_escape($s)));
	}

	function line($x1, $y1, $x2, $y2)
	{
		$k = PDF_MM;
		$this->_out(sprintf('%.2f %.2f m %.2f %.2f l S', $x1 * $k, ($this->h - $y1) * $k, $x2 * $k, ($this->h - $y2) * $k));
	}

	function cell($w, $s, $newLine = false)
	{
		$this->text($this->x, $this->y + 4, $s);
		$this->x += $w;
		if ($newLine) {
			$this->ln();
		}
	}

	function ln($h = 5)
	{
		$this->x = 10;
		$this->y += $h;
		if ($this->y > $this->h - 20) {
			$this->footer();
			$this->addPage();
		}
	}

	function table($headers, $rows, $widths)
	{
		foreach (array_merge(array($headers), $rows) as $n => $row) {
			foreach (array_values($row) as $i => $value) {
				$this->cell($widths[$i], $value);
			}
			$this->ln();
			if ($n == 0) {
				$this->line(10, $this->y, $this->w - 10, $this->y);
			}
		}
	}

	function output($file = '')
	{
		$this->footer();
		$objects = array();
		$kids = '';
		foreach ($this->pages as $i => $content) {
			$kids .= (4 + 2 * $i) . ' 0 R ';
			$objects[4 + 2 * $i] = '<</Type /Page /Parent 1 0 R /Resources <</Font <</F1 3 0 R>>>> /Contents ' . (5 + 2 * $i) . ' 0 R>>';
			$objects[5 + 2 * $i] = '<</Length ' . strlen($content) . ">>\nstream\n" . $content . 'endstream';
		}
		$objects[1] = '<</Type /Pages /Kids [' . $kids . '] /Count ' . count($this->pages) . sprintf(' /MediaBox [0 0 %.2f %.2f]>>', $this->w * PDF_MM, $this->h * PDF_MM);
		$objects[2] = '<</Type /Catalog /Pages 1 0 R>>';
		$objects[3] = '<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>>';
		ksort($objects);
		$pdf = "%PDF-1.3\n";
		$offsets = array();
		foreach ($objects as $n => $object) {
			$offsets[$n] = strlen($pdf);
			$pdf .= "$n 0 obj\n$object\nendobj\n";
		}
		$start = strlen($pdf);
		$pdf .= "xref\n0 " . (count($objects) + 1) . "\n0000000000 65535 f \n";
		foreach ($offsets as $offset) {
			$pdf .= sprintf("%010d 00000 n \n", $offset);
		}
		$pdf .= 'trailer <</Size ' . (count($objects) + 1) . " /Root 2 0 R>>\nstartxref\n$start\n%%EOF";
		if ($file) {
			file_put_contents($file, $pdf);
			return $file;
		}
		header('Content-Type: application/pdf');
		echo $pdf;
	}
}
