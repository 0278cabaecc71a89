<?php
$autoload['libraries'] = array('database', 'session', 'basket');
$autoload['model'] = array('settings_model' => 'settings');
