<?php
namespace Brico\Club\Model;

class Points
{
    public function credit(string $booking): void
    {
    }
}
