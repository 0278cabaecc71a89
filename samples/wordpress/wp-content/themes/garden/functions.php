<?php
add_filter('rental_price', 'garden_club_price');
add_action('init', 'garden_setup');

function garden_club_price($price) { return $price * 0.9; }
function garden_setup() {}

function garden_tools() {
    $wanted = array('post_type' => 'rental_tool', 'posts_per_page' => 5);
    return new WP_Query($wanted);
}

function garden_library($query) {
    $query->set('post_type', array('post', 'rental_manual'));
    return get_posts(array('post_type' => 'post')) + get_posts(array('post_type' => $query->type));
}
