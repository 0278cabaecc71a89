<?php
/*
 * Lecteur de flux CSV (separateur ; encodage Windows)
 * PLR 2012
 */
class Importer_Csv
{
	var $seller;
	var $separator = ';';

	function __construct($seller)
	{
		$this->seller = $seller;
	}

	function read($file)
	{
		$rows = array();
		$fp = fopen($file, 'r');
		if (!$fp) {
			log_event('import', 'fichier illisible ' . $file);
			return $rows;
		}
		$header = fgetcsv($fp, 0, $this->separator);
		if (count($header) == 1) {
			// quelques vendeurs envoient des virgules
			$this->separator = ',';
			rewind($fp);
			$header = fgetcsv($fp, 0, $this->separator);
		}
		$header = array_map(array($this, 'column'), $header);
		while (($line = fgetcsv($fp, 0, $this->separator)) !== false) {
			if (count($line) != count($header)) {
				continue;
			}
			$rows[] = array_combine($header, array_map(array($this, 'utf8'), $line));
		}
		fclose($fp);
		return $rows;
	}

	function column($name)
	{
		$aliases = array('reference' => 'sku', 'libelle' => 'name', 'prix' => 'price', 'prix_ttc' => 'price', 'marque' => 'brand', 'qte' => 'stock', 'categorie' => 'category');
		$name = str_replace('-', '_', slugify($this->utf8($name)));
		return isset($aliases[$name]) ? $aliases[$name] : $name;
	}

	function utf8($s)
	{
		return preg_match('//u', $s) ? $s : utf8_encode($s);
	}
}
