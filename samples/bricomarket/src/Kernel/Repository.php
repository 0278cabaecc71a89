<?php

namespace Brico\Kernel;

abstract class Repository
{
    /** @var Database */
    protected $db;

    public function __construct(Database $db)
    {
        $this->db = $db;
    }

    /** "?, ?, ?" for an IN (...) */
    protected function placeholders(array $values)
    {
        return implode(', ', array_fill(0, max(1, count($values)), '?'));
    }

    protected function now()
    {
        return date('Y-m-d H:i:s');
    }
}
