<?php
namespace App\Stock;
use Symfony\Component\DependencyInjection\Attribute\TaggedIterator;
class Printer { public function __construct(#[TaggedIterator('stock.label')] private iterable $labels) {} }
