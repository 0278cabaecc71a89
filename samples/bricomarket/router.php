<?php
// Pretty URLs (SB, 2014). Apache sends here what is not a file; also works with `php -S localhost:8000 router.php`

$path = trim(parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH), '/');
if ($path !== '' && php_sapi_name() == 'cli-server' && is_file(__DIR__ . '/' . $path)) {
    return false;
}

$routes = array(
    '~^$~' => array('home'),
    '~^p/(\d+)(?:-[a-z0-9-]+)?$~' => array('product', 'id'),
    '~^r/(\d+)(?:-[a-z0-9-]+)?$~' => array('category', 'id'),
    '~^m/(\d+)$~' => array('brand', 'id'),
    '~^vendeur/(\d+)$~' => array('seller', 'id'),
    '~^recherche/(.+)$~' => array('search', 'q'),
    '~^conseils$~' => array('advice'),
    '~^conseils/([a-z0-9-]+)$~' => array('article', 'slug'),
    '~^mes-projets$~' => array('projects'),
    '~^panier$~' => array('cart'),
    '~^commande$~' => array('checkout'),
    '~^mon-compte$~' => array('account'),
    '~^suivi/(\d+)$~' => array('tracking', 'id'),
);

foreach ($routes as $pattern => $route) {
    if (preg_match($pattern, $path, $match)) {
        $_GET['page'] = array_shift($route);
        foreach ($route as $i => $name) {
            $_GET[$name] = urldecode($match[$i + 1]);
        }
        require __DIR__ . '/index.php';
        return true;
    }
}
if (strpos($path, 'api/') === 0) {
    $_GET['path'] = substr($path, 4);
    require __DIR__ . '/api.php';
    return true;
}
$_GET['page'] = 'error404';
require __DIR__ . '/index.php';
