<?php

namespace Brico\Kernel;

class EventDispatcher
{
    private $listeners = array();

    public function listen($event, $listener, $priority = 0)
    {
        $this->listeners[$event][$priority][] = $listener;
    }

    public function dispatch($event, array $payload = array())
    {
        if (empty($this->listeners[$event])) {
            return 0;
        }
        krsort($this->listeners[$event]);
        $called = 0;
        foreach ($this->listeners[$event] as $listeners) {
            foreach ($listeners as $listener) {
                $called++;
                if (call_user_func($listener, $payload, $event) === false) {
                    return $called;
                }
            }
        }

        return $called;
    }
}
