<?php

namespace Brico\Kernel;

class DatabaseException extends \RuntimeException
{
    public function isDuplicate()
    {
        $previous = $this->getPrevious();

        return $previous instanceof \PDOException && isset($previous->errorInfo[1]) && $previous->errorInfo[1] == 1062;
    }
}
