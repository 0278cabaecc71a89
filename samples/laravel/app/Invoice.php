<?php
namespace App;
use App\Observers\StockObserver;
use Illuminate\Database\Eloquent\Attributes\ObservedBy;
use Illuminate\Database\Eloquent\Model;
#[ObservedBy([StockObserver::class])]
class Invoice extends Model {
    protected static function boot() { static::observe('App\Observers\OrderObserver'); }
}
