<?php
// Manufacturers' XML feed ("fab" = fabricant). One <article> per product.
// ucfirst('xml_fab') gives Xml_fab, hence the name of the class
class Importer_Xml_fab {

  private $seller;

  public function __construct($seller) {
    $this->seller = $seller;
  }

  public function read($file) {
    $xml = simplexml_load_file($file);
    if ($xml === false) {
      throw new RuntimeException('Bad XML: ' . basename($file));
    }
    $rows = array();
    foreach ($xml->article as $article) {
      $row = array(
        'sku'         => (string) $article['ref'],
        'name'        => (string) $article->designation,
        'description' => (string) $article->texte,
        'brand'       => (string) $xml['marque'],
        'category'    => $this->category((string) $article->famille),
        'price'       => (string) $article->prix,
        'stock'       => (string) $article->stock,
        'images'      => implode('|', $this->strings($article->photo)),
      );
      foreach ($article->caracteristique as $c) {
        $row['attr_' . str_replace(' ', '_', (string) $c['nom'])] = (string) $c;
      }
      $rows[] = $row;
    }
    return $rows;
  }

  // the families of the manufacturers are mapped by hand in the settings, one "code=path" a line
  private function category($code) {
    foreach (explode("\n", (string) get_setting('fab_families_' . $this->seller['id'])) as $line) {
      $parts = explode('=', trim($line), 2);
      if (count($parts) == 2 && $parts[0] == $code) {
        return $parts[1];
      }
    }
    return '';
  }

  private function strings($nodes) {
    $out = array();
    foreach ($nodes as $n) {
      $out[] = (string) $n;
    }
    return $out;
  }
}
