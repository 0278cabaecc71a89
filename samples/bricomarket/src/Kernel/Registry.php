<?php

namespace Brico\Kernel;

/**
 * @deprecated ask the Container
 */
class Registry
{
    private static $things = array();
    private static $factories = array();

    public static function set($name, $thing)
    {
        self::$things[$name] = $thing;
    }

    public static function lazy($name, callable $factory)
    {
        self::$factories[$name] = $factory;
    }

    public static function get($name)
    {
        if (!isset(self::$things[$name]) && isset(self::$factories[$name])) {
            self::$things[$name] = call_user_func(self::$factories[$name]);
        }
        if (!isset(self::$things[$name])) {
            throw new \OutOfBoundsException('Nothing is registered as ' . $name);
        }

        return self::$things[$name];
    }

    public static function has($name)
    {
        return isset(self::$things[$name]) || isset(self::$factories[$name]);
    }

    /** for the tests */
    public static function reset()
    {
        self::$things = self::$factories = array();
    }
}
