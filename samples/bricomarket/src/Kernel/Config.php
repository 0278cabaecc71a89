<?php

namespace Brico\Kernel;

class Config
{
    private $values;

    public function __construct(array $values)
    {
        $this->values = $values;
    }

    public function get($name, $default = null)
    {
        if (array_key_exists($name, $this->values)) {
            return $this->values[$name];
        }
        // what the back office may change wins over nothing, not over the file
        $setting = function_exists('get_setting') ? get_setting(str_replace('.', '_', $name)) : null;

        return $setting === null ? $default : $setting;
    }

    public function with($name, $value)
    {
        $copy = clone $this;
        $copy->values[$name] = $value;

        return $copy;
    }
}
