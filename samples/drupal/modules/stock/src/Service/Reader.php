<?php
namespace Drupal\stock\Service;
class Reader implements ReaderInterface { public function read() { return []; } }
