<?php
namespace App;
use Illuminate\Database\Eloquent\Model;
class OrderLine extends Model { public function release() {} }
