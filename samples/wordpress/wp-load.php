<?php
// A cut-down core: just enough of it for the plugin and the theme to call.
define('ABSPATH', __DIR__ . '/');
require ABSPATH . 'wp-includes/plugin.php';
foreach (glob(ABSPATH . 'wp-content/plugins/*/plugin.php') as $plugin) {
    require $plugin;
}
do_action('plugins_loaded');
require ABSPATH . 'wp-content/themes/garden/functions.php';
do_action('init');
