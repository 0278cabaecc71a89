<?php
add_action('rental_daily', 'rental_remind');
add_action('rental_booked', 'rental_confirm');

function rental_remind() {
    do_action('rental_returned', 1);
    do_action('rental_overdue', 1);
}

function rental_confirm($id) {}
