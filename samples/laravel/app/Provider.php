<?php
namespace App;
use App\Cart\Basket;
use App\Events\OrderCancelled;
use App\Events\SendMail;
use Illuminate\Support\ServiceProvider;
class Provider extends ServiceProvider {
    protected $listen = [OrderCancelled::class => [SendMail::class]];
    public function register() {
        $this->app->singleton('basket', function () { return new Basket(); });
    }
}
