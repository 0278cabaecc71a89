<?php
class Rental_Desk {
    private $hooks = array('rental_returned', 'rental_lost');

    public static function open() {
        $desk = new self();
        add_shortcode('rental_list', array($desk, 'shortcode'));
        add_action('rest_api_init', array($desk, 'routes'));
        add_action('wp_ajax_rental_book', array($desk, 'book'));
        add_filter('rental_price', function ($price) { return round($price, 2); });
        foreach ($desk->hooks as $hook) {
            add_action($hook, array($desk, 'log'));
        }
        add_action('rental_' . get_option('rental_extra'), 'rental_extra');
    }

    public function routes() {
        register_rest_route('rental/v1', '/tools/(?P<id>\d+)', array(
            array('methods' => 'GET', 'callback' => array($this, 'show'), 'permission_callback' => 'rental_may_read'),
            array('methods' => 'POST', 'callback' => array($this, 'book')),
        ));
    }

    public function show($request) { return array('price' => apply_filters('rental_price', 12.5, $request)); }

    public function book() {
        global $wpdb;
        $wpdb->insert($wpdb->prefix . 'rentals', array('tool' => 'tiller'));
        do_action('rental_booked', $wpdb->insert_id);
    }

    public function log() {}

    public function shortcode() { return '<ul></ul>'; }
}

function rental_may_read() { return true; }
