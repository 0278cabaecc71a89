<?php
namespace Garden;

use Laminas\EventManager\EventInterface;
use Laminas\EventManager\EventManagerInterface;

class Module
{
    public function getConfig()
    {
        return include __DIR__ . '/../config/module.config.php';
    }
    public function getServiceConfig()
    {
        return ['factories' => ['Garden\Mailer' => Factory\MailerFactory::class]];
    }
    public function listen(EventManagerInterface $events, Listener\LowStock $listener)
    {
        $events->attach('stock.low', [$listener, 'onLow']);
        $events->attach('stock.low', function (EventInterface $event) {
            $event->stopPropagation();
        });
    }
}
