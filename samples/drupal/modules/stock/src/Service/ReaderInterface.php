<?php
namespace Drupal\stock\Service;
interface ReaderInterface { public function read(); }
