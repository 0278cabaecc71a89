<?php
add_action('init', 'rental_types');

function rental_types() {
    register_post_type('rental_tool', array('public' => true, 'label' => 'Tools'));
    register_taxonomy('rental_kind', array('rental_tool'), array('hierarchical' => true));
}

class Rental_Manuals {
    const TYPE = 'rental_manual';

    public function register() {
        register_post_type(self::TYPE, array('public' => false));
        register_post_type('rental_' . get_option('rental_extra'), array());
    }
}
