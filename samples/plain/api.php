<?php
// The till's interface: api.php?route=stock/day_end
require 'lib/request.php';
require 'api/registry.php';
require 'api/loader.php';
require 'api/front.php';

$request = new Request();
$registry = new Registry();
$registry->set('load', new Loader($registry));
$front = new Front($registry);
$front->run($request->text('route'));
