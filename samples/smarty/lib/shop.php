<?php
class Stock {
    public static function tools() { return array('drill', 'shredder'); }
    public static function level($tool) { return strlen($tool); }
}
function show_basket($params, $smarty) { return 'empty'; }
function plural_of($word) { return $word . 's'; }
