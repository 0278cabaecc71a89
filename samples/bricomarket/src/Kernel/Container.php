<?php

namespace Brico\Kernel;

/** Lazy services by name. Deliberately small: no autowiring, no parameters. */
class Container
{
    private $factories = array();
    private $services = array();

    public function set($name, \Closure $factory)
    {
        $this->factories[$name] = $factory;
        unset($this->services[$name]);
    }

    public function has($name)
    {
        return isset($this->factories[$name]);
    }

    public function get($name)
    {
        if (!isset($this->services[$name])) {
            if (!isset($this->factories[$name])) {
                throw new \OutOfBoundsException("Unknown service $name");
            }
            $this->services[$name] = call_user_func($this->factories[$name], $this);
        }

        return $this->services[$name];
    }
}
