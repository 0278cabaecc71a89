<?php
/**
 * Wires the namespaced code. Included by includes/config.inc.php, that is to say by everything.
 */

namespace Brico\Kernel;

spl_autoload_register(function ($class) {
    // composer does it in production; this is for the servers where vendor/ is not deployed
    if (strpos($class, 'Brico\\') === 0) {
        $file = BRICO_ROOT . '/src/' . str_replace('\\', '/', substr($class, 6)) . '.php';
        if (is_file($file)) {
            require $file;
        }
    }
});

Registry::set('config', new Config(require __DIR__ . '/defaults.php'));
Registry::set('logger', new Logger(LOG_DIR . 'app.log'));
Registry::set('events', new EventDispatcher());
Registry::lazy('db', function () {
    return new Database('mysql:host=' . DB_HOST . ';dbname=' . DB_NAME . ';charset=utf8', DB_USER, DB_PASS);
});
Registry::lazy('mailer', function () {
    return new Mailer(Registry::get('db'), Registry::get('logger'));
});
Registry::lazy('container', function () {
    $container = new Container();
    require __DIR__ . '/services.php';

    return $container;
});
