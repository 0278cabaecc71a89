<?php
namespace Garden\Listener;

use Garden\Model\Mailer;
use Laminas\ServiceManager\ServiceManager;

class LowStock
{
    private $services;
    public function __construct(ServiceManager $services)
    {
        $this->services = $services;
    }
    public function onLow()
    {
        $this->services->get('Garden\Mailer')->send('low');
    }
}
