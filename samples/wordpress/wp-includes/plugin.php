<?php
function add_action($hook, $callback, $priority = 10, $arguments = 1) { return add_filter($hook, $callback, $priority, $arguments); }
function add_filter($hook, $callback, $priority = 10, $arguments = 1) { global $wp_filter; $wp_filter[$hook][$priority][] = $callback; return true; }
function do_action($hook, ...$arguments) { apply_filters($hook, null, ...$arguments); }
function apply_filters($hook, $value, ...$arguments) {
    global $wp_filter;
    foreach ($wp_filter[$hook] ?? array() as $callbacks) {
        foreach ($callbacks as $callback) {
            $value = call_user_func($callback, $value, ...$arguments);
        }
    }
    return $value;
}
function add_shortcode($tag, $callback) {}
function register_rest_route($namespace, $route, $options) {}
function wp_schedule_event($time, $recurrence, $hook) {}
