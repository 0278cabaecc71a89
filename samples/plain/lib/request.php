<?php
function news()
{
    return '<p>Lawn mowers are half price.</p>';
}

function tools_for_hire()
{
    return array('drill', 'shredder');
}

class Request
{
    private $get;

    public function __construct()
    {
        $this->get = $_GET;
    }

    public function text($key)
    {
        return trim($this->get[$key]);
    }
}
