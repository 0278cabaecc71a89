<?php
class Loader
{
    private $registry;

    public function __construct($registry)
    {
        $this->registry = $registry;
    }

    public function model($route)
    {
        require_once __DIR__ . '/model/' . $route . '.php';
        $class = 'Model' . str_replace('/', '', ucwords($route, '/'));
        $this->registry->set('model_' . str_replace('/', '_', $route), new $class($this->registry));
    }
}
