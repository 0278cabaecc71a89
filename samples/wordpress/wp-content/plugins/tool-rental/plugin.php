<?php
/* Plugin Name: Tool rental */
require_once __DIR__ . '/includes/class-rental-desk.php';
require_once __DIR__ . '/includes/reminders.php';
require_once __DIR__ . '/includes/types.php';
register_activation_hook(__FILE__, 'rental_install');
add_action('plugins_loaded', array('Rental_Desk', 'open'));

function rental_install() {
    global $wpdb;
    $wpdb->query("CREATE TABLE {$wpdb->prefix}rentals (id INT, tool VARCHAR(64), customer_id INT, due DATE)");
    wp_schedule_event(time(), 'daily', 'rental_daily');
}
