<?php
namespace Garden\Controller\Plugin;

use Laminas\Mvc\Controller\Plugin\AbstractPlugin;

class Basket extends AbstractPlugin
{
    public function put($plant)
    {
        return $plant;
    }
}
