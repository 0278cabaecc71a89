<?php
namespace App\Providers;
use Illuminate\Foundation\Support\Providers\RouteServiceProvider as Base;
use Illuminate\Support\Facades\Route;
class RouteServiceProvider extends Base {
    public function map() {
        Route::prefix('api/v1')->middleware('api')->group(base_path('routes/partners.php'));
    }
}
