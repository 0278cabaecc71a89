<?php
class Registry
{
    private $things = array();

    public function get($key)
    {
        return isset($this->things[$key]) ? $this->things[$key] : null;
    }

    public function set($key, $thing)
    {
        $this->things[$key] = $thing;
    }
}

abstract class Part
{
    protected $registry;

    public function __construct($registry)
    {
        $this->registry = $registry;
    }

    public function __get($key)
    {
        return $this->registry->get($key);
    }
}
