<?php
add_filter('rental_price', 'garden_club_price');
add_action('init', 'garden_setup');

function garden_club_price($price) { return $price * 0.9; }
function garden_setup() {}
