<?php
use Illuminate\Support\Facades\Route;
Route::post('/orders/{id}/cancel', 'OrderController@cancel')->name('orders.cancel');
Route::controller(App\Http\Controllers\AccountController::class)->prefix('account')->group(function () {
    Route::get('me', 'show')->name('account.show');
});
Route::group(['as' => 'staff.', 'namespace' => 'Staff'], function () {
    Route::get('export', 'OrderController@export')->name('export');
    Route::resource('orders', 'OrderController', ['names' => ['edit' => 'orders.change']]);
});
Route::controller(App\Http\Controllers\OrderController::class)->group(function () {
    Route::get('same', 'show');
});
Route::controller(App\Http\Controllers\AccountController::class)->group(function () {
    Route::get('same', 'show');
});
Route::prefix('admin')->name('admin.')->group(function () {
    Route::get('top', [App\Http\Controllers\AccountController::class, 'show'])->name('top');
    Route::group(['prefix' => '/stock/', 'as' => 'stock.'], function () {
        Route::get('list', [App\Http\Controllers\AccountController::class, 'show'])->name('list');
    });
    Route::get('end', [App\Http\Controllers\AccountController::class, 'show'])->name('end');
});
