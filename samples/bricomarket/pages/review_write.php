<?php
require_once INC_DIR . 'reviews.inc.php';
require_once INC_DIR . 'catalog.inc.php';

use Brico\Kernel\Registry;
use Brico\Review\ReviewRepository;

require_login();
$product = get_product(get_param('id', 0));
if (!$product) {
    redirect('/');
}
$reviews = new ReviewRepository(Registry::get('db'));
$bought = $reviews->purchaseOf(current_customer_id(), $product['id']);
$errors = array();

if (isset($_POST['body'])) {
    if (strlen(trim($_POST['body'])) < 20) {
        $errors[] = t('review_too_short');
    }
    if (!isset($_POST['rating'])) {
        $errors[] = t('review_no_rating');
    }
    if (!count($errors)) {
        $id = $reviews->add($product['id'], current_customer_id(), $_POST['rating'], $_POST['title'], $_POST['body']);
        Registry::get('container')->get('review.moderator')->automatic($id);
        flash(t('review_thanks'));
        redirect(product_url($product));
    }
}
?>
<h1><?= t('your_review') ?> : <?= h($product['name']) ?></h1>
<?php if (!$bought): ?><p class="note"><?= t('review_not_verified') ?></p><?php endif; ?>
<?php foreach ($errors as $e): ?><p class="error"><?= h($e) ?></p><?php endforeach; ?>
<form method="post">
    <?php for ($i = 5; $i > 0; $i--): ?>
        <label><input type="radio" name="rating" value="<?= $i ?>"><?= stars($i) ?></label>
    <?php endfor; ?>
    <input name="title" value="<?= h(get_param('title', '')) ?>">
    <textarea name="body" rows="8"><?= h(get_param('body', '')) ?></textarea>
    <button><?= t('send') ?></button>
</form>
