<?php
namespace App;
use App\Observers\CustomerObserver;
use App\Observers\OrderObserver;
use App\Policies\StaffRules;
use Illuminate\Support\Facades\Gate;
class EventServiceProvider extends \Illuminate\Support\ServiceProvider {
    protected $observers = [Customer::class => [CustomerObserver::class]];
    protected $policies = [Order::class => StaffRules::class];
    public function boot() {
        Order::observe(OrderObserver::class);
    }
}
