<?php

return [
    'shop.currency' => 'EUR',
    'shop.prices_with_tax' => true,
    'shop.country' => 'FR',
    'commission.by_category' => [
        'outillage-electroportatif' => 8,
        'robots-de-tonte' => 7.5,
        'livres' => 5,
    ],
    'loyalty.points_per_euro' => 1,
    'loyalty.cents_per_point' => 2,
    'payment.paybox.url' => 'https://tpeweb.paybox.example/cgi/MYchoix_pagepaiement.cgi',
    'payment.paybox.site' => '1999888',
    'payment.paypal.url' => 'https://api.paypal.example/v1',
    'payment.fraud.threshold' => 60,
    'shipping.free_from' => 9900,
    'shipping.default_zone' => 1,
    'tickets.close_after_days' => 15,
];
