<?php
function money($amount) { $CI = get_instance(); return $CI->settings->get('currency') . $amount; }
