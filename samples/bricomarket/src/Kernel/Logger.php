<?php

namespace Brico\Kernel;

use Monolog\Handler\StreamHandler;
use Monolog\Logger as Monolog;

class Logger
{
    private $file;
    private $monolog;

    public function __construct($file)
    {
        $this->file = $file;
        if (class_exists('Monolog\Logger')) {
            $this->monolog = new Monolog('brico', array(new StreamHandler($file)));
        }
    }

    public function info($message, array $context = array())
    {
        $this->write('info', $message, $context);
    }

    public function error($message, array $context = array())
    {
        $this->write('error', $message, $context);
    }

    private function write($level, $message, array $context)
    {
        if ($this->monolog) {
            $this->monolog->log($level, $message, $context);
            return;
        }
        error_log(date('c') . " $level $message " . ($context ? json_encode($context) : '') . "\n", 3, $this->file);
    }
}
