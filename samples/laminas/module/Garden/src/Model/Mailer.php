<?php
namespace Garden\Model;

class Mailer
{
    public function send($text)
    {
        return $text;
    }
}
