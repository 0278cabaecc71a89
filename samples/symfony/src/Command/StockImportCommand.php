<?php
namespace App\Command;
use Symfony\Component\Console\Command\Command;
class StockImportCommand extends Command {
    protected function configure() { $this->setName('stock:import'); }
}
