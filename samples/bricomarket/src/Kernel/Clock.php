<?php

namespace Brico\Kernel;

class Clock
{
    private $frozen;

    public function __construct(\DateTime $frozen = null)
    {
        $this->frozen = $frozen;
    }

    public function now()
    {
        return $this->frozen ? clone $this->frozen : new \DateTime();
    }

    public function timestamp()
    {
        return (int) $this->now()->format('U');
    }

    public function isWeekend()
    {
        return (int) $this->now()->format('N') >= 6;
    }
}
