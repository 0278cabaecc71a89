<?php
class Front
{
    private $registry;

    public function __construct($registry)
    {
        $this->registry = $registry;
    }

    public function run($route)
    {
        $class = 'Controller' . str_replace(array('/', '_'), '', ucwords($route, '/_'));
        $file = __DIR__ . '/controller/' . $route . '.php';
        if (is_file($file)) {
            require_once $file;
            $controller = new $class($this->registry);
            $controller->index();
        }
    }
}
