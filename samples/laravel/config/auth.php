<?php
return [
    'providers' => ['users' => ['driver' => 'eloquent', 'model' => App\Customer::class]],
];
