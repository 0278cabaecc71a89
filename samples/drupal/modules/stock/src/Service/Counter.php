<?php
namespace Drupal\stock\Service;
class Counter {
  public function __construct(private ReaderInterface $reader, $database) {}
  public function count() { return $this->reader->read(); }
}
