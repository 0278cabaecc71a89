<?php
namespace App;
use Illuminate\Database\Eloquent\Model;
class Customer extends Model { public function notifyBy($way) {} }
