<?php
use Illuminate\Support\Facades\Route;
Route::post('/orders/{id}/cancel', 'OrderController@cancel')->name('orders.cancel');
