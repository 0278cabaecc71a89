<?php
use Illuminate\Support\Facades\Route;
Route::get('balance', [App\Http\Controllers\AccountController::class, 'show']);
