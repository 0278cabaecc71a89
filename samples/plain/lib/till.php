<?php
function open_drawer() { return 'ding'; }
function sell_tool() { return 1; }
function refund_tool() { return -1; }
function day_report() { return array(); }

class Reports
{
    public static function year() { return array(); }
}

class HireDesk
{
    public function start() {}
    public function extend() {}
    public function forget() {}
}
