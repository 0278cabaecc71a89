<?php
namespace Garden\Factory;

use Garden\Model\Mailer;
use Laminas\ServiceManager\FactoryInterface;
use Laminas\ServiceManager\ServiceLocatorInterface;

class MailerFactory implements FactoryInterface
{
    public function createService(ServiceLocatorInterface $services)
    {
        return new Mailer();
    }
}
