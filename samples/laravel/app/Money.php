<?php
namespace App;
class Money { public static function round($amount) {} }
