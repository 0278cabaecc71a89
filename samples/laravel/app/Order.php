<?php
namespace App;
use Illuminate\Database\Eloquent\Model;
class Order extends Model {
    protected $table = 'shop_orders';
    public function lines() { return $this->hasMany(OrderLine::class); }
    public function customer() { return $this->belongsTo('App\Customer'); }
    public function scopeOpen($query) { return $query->where('state', 'open'); }
    public function cancel() { $this->customer->notifyBy('mail'); }
}
