<?php
/*
 * API for the mobile application (2012) - /api/<resource>/<id>
 * The application of 2012 is still on phones: do not change the format. Version 2 never came.
 */
require_once dirname(__FILE__) . '/includes/config.inc.php';
require_once INC_DIR . 'functions.inc.php';
require_once CLASS_DIR . 'class.user.php';

use Brico\Kernel\Registry;

header('Content-Type: application/json; charset=utf-8');

function api_error($code, $message)
{
    header('HTTP/1.1 ' . $code);
    echo json_encode(array('error' => $message));
    exit;
}

$parts = explode('/', trim((string) get_param('path', ''), '/'));
$resource = $parts[0];
$id = isset($parts[1]) ? (int) $parts[1] : 0;
$container = Registry::get('container');

$user = new User();
if (!empty($_SERVER['HTTP_X_BRICO_TOKEN'])) {
    $user->loadByToken($_SERVER['HTTP_X_BRICO_TOKEN']);
}

switch ($resource) {
    case 'products':
        require_once INC_DIR . 'catalog.inc.php';
        $product = get_product($id) or api_error(404, 'no such product');
        $product['price'] = product_price($id);
        $result = $product;
        break;

    case 'search':
        require_once INC_DIR . 'search.inc.php';
        $result = search_products(get_param('q', ''), array());
        log_search(get_param('q', ''), $result['total']);
        break;

    case 'offers':
        $offers = $container->get('seller.offers');
        $result = array();
        foreach ($offers->forProduct($id) as $offer) {
            $result[] = $offer->toArray();
        }
        break;

    case 'orders':
        $user->id or api_error(401, 'token');
        require_once INC_DIR . 'shipping.inc.php';
        $result = $user->getOrders();
        foreach ($result as $i => $order) {
            $result[$i]['shipment'] = shipment_status($order['id']);
        }
        break;

    case 'me':
        $user->id or api_error(401, 'token');
        $points = $container->get('customer.loyalty')->balance($user->id);
        $result = array('email' => $user->email, 'name' => $user->prenom . ' ' . $user->nom, 'card' => $user->getCardNumber(), 'points' => $points);
        break;

    case 'articles':
        $article = $container->get('advice.articles')->find($id);
        if (!$article || !$article->isPublished()) {
            api_error(404, 'no such article');
        }
        $result = array('title' => $article->title, 'html' => $container->get('advice.renderer')->render($article));
        break;

    default:
        api_error(404, 'no such resource');
}
echo json_encode($result);
