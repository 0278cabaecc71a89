<?php
require_once INC_DIR . 'catalog.inc.php';
require_once INC_DIR . 'advice.inc.php';
require_login();

use Brico\Advice\ProjectService;
use Brico\Catalog\ProductNotFound;
use Brico\Kernel\Registry;

$service = new ProjectService(Registry::get('db'));
$me = current_customer_id();

switch (get_param('do', '')) {
    case 'create':
        $service->create($me, get_param('title', t('my_project')), get_param('description', ''));
        redirect('/mes-projets');
    case 'delete':
        $service->delete($me, (int) get_param('id', 0));
        redirect('/mes-projets');
    case 'buy':
        // everything in the cart, best offer of each
        require_once INC_DIR . 'cart.inc.php';
        foreach ($service->products((int) get_param('id', 0)) as $product) {
            if ($offer = best_offer($product->id)) {
                cart_add($offer['id'], 1);
            }
        }
        redirect('/index.php?page=cart');
}
$projects = $service->forCustomer($me);
?>
<h1><?= t('my_projects') ?></h1>
<?php foreach ($projects as $project): ?>
    <section class="project">
        <h2><?= h($project['title']) ?></h2>
        <p><?= nl2br(h($project['description'])) ?></p>
        <?php
        $total = 0;
        try {
            foreach ($service->products($project['id']) as $product) {
                $price = product_price($product->id);
                $total += (int) $price;
                echo '<li>' . h($product->name) . ' ' . format_price($price) . '</li>';
            }
        } catch (ProductNotFound $e) {
            echo '<li>' . t('no_product') . '</li>';
        }
        ?>
        <p><?= t('total') ?> <?= format_price($total) ?> <a href="/mes-projets?do=buy&amp;id=<?= $project['id'] ?>"><?= t('add_to_cart') ?></a></p>
        <?php foreach ($service->advice($project['id']) as $a): ?><a href="<?= article_url($a) ?>"><?= h($a['title']) ?></a> <?php endforeach ?>
    </section>
<?php endforeach ?>
<form method="post" action="/mes-projets?do=create">
    <input name="title"><textarea name="description"></textarea><button><?= t('save') ?></button>
</form>
