<?php
// Composition de la newsletter (FD 2011, poste Windows)
require_once '../includes/admin.inc.php';
require_once '../includes/catalog.inc.php';
require_once CLASS_DIR . 'class.newsletter.php';
require_admin('customers');

$list = get_param('list', 'general');
$letter = new NewsletterOld($list);
$letter->subject = get_param('subject', 'Les bonnes affaires du mois');

if (isset($_POST['skus'])) {
    foreach (preg_split('/\s+/', $_POST['skus'], -1, PREG_SPLIT_NO_EMPTY) as $sku) {
        $product = get_product_by_sku($sku);
        if ($product) {
            $letter->addProduct($product['id']);
        } else {
            flash('Reference inconnue : ' . $sku);
        }
    }
} else {
    $letter->fill();
}

if (isset($_POST['send'])) {
    $n = $letter->send();
    admin_log("newsletter $list: $n mails");
    flash("$n mails dans la file");
    redirect('newsletter.php');
}
if (isset($_POST['test'])) {
    send_mail(MAIL_FROM, 'raw', array('subject' => $letter->subject, 'html' => $letter->html()));
}
$counts = brico_fetch_all("SELECT list, COUNT(*) AS n FROM newsletter_subscriptions GROUP BY list");
include 'header.php';
?>
<form method="post">
    <select name="list">
    <?php foreach ($counts as $c) { ?>
        <option value="<?php echo h($c['list']); ?>"><?php echo h($c['list']), ' (', $c['n'], ')'; ?></option>
    <?php } ?>
    </select>
    <input name="subject" value="<?php echo h($letter->subject); ?>">
    <textarea name="skus"><?php foreach ($letter->products as $p) echo $p['sku'], "\n"; ?></textarea>
    <input type="submit" name="test" value="Test">
    <input type="submit" name="send" value="Envoyer">
</form>
<div class="preview"><?php echo $letter->html(); ?></div>
<?php include 'footer.php'; ?>
