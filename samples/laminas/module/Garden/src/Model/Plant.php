<?php
namespace Garden\Model;

class Plant
{
    public function latinName()
    {
        return '';
    }
}
