<?php
namespace Brico\Rental\Console;

use Symfony\Component\Console\Command\Command;

class Overdue extends Command
{
    const NAME = 'rental:overdue';

    protected function configure()
    {
        $this->setName(self::NAME);
    }
}
