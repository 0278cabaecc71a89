<?php
namespace Brico\Rental\Model;

class Calendar
{
    public function close(): void
    {
    }
}
