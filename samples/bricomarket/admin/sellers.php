<?php
require_once '../includes/admin.inc.php';
require_once '../includes/seller.inc.php';
require_admin('sellers');

use Brico\Kernel\Registry;

$container = Registry::get('container');
$id = (int) get_param('id', 0);

switch (get_param('do', '')) {
  case 'activate':
    try {
      $container->get('seller.onboarding')->activate($id);
      $user = brico_fetch_one("SELECT email FROM seller_users WHERE seller_id = $id LIMIT 1");
      send_mail($user['email'], 'seller_activated', get_seller($id));
    } catch (DomainException $e) {
      flash($e->getMessage());
    }
    redirect('sellers.php');
    break;
  case 'suspend':
    $repository = new Brico\Seller\SellerRepository(Registry::get('db'));
    $repository->suspend($id, get_param('reason', ''));
    // products without any other seller leave the search
    $orphans = brico_fetch_all("SELECT DISTINCT o.product_id FROM offers o WHERE o.seller_id = $id AND NOT EXISTS (SELECT 1 FROM offers x WHERE x.product_id = o.product_id AND x.status = 'active')");
    foreach ($orphans as $o) {
      brico_query("DELETE FROM search_index WHERE product_id = " . $o['product_id']);
    }
    redirect('sellers.php');
    break;
  case 'rate':
    brico_update('sellers', array('commission_rate' => str_replace(',', '.', $_POST['rate'])), "id = $id");
    break;
}

$sql = <<<SQL
SELECT s.*, COUNT(DISTINCT o.id) AS offers,
       (SELECT SUM(l.quantity * l.unit_price) FROM order_lines l WHERE l.seller_id = s.id) AS turnover,
       (SELECT COUNT(*) FROM seller_documents d WHERE d.seller_id = s.id) AS documents
  FROM sellers s
  LEFT JOIN offers o ON o.seller_id = s.id AND o.status = 'active'
 GROUP BY s.id
 ORDER BY turnover DESC
SQL;
$sellers = brico_fetch_all($sql);
include 'header.php';
?>
<table class="sellers">
<?php foreach ($sellers as $s): ?>
  <tr>
    <td><?= h($s['name']) ?></td><td><?= $s['status'] ?></td>
    <td><?= $s['offers'] ?> offres</td><td><?= format_price((int) $s['turnover']) ?></td>
    <td><?= $s['documents'] ?> docs</td>
    <td><form method="post" action="?do=rate&amp;id=<?= $s['id'] ?>"><input name="rate" size="4" value="<?= $s['commission_rate'] ?>"></form></td>
    <td>
      <?php if ($s['status'] == 'pending'): ?><a href="?do=activate&amp;id=<?= $s['id'] ?>">activer</a>
      <?php else: ?><a href="?do=suspend&amp;id=<?= $s['id'] ?>">suspendre</a><?php endif ?>
    </td>
  </tr>
<?php endforeach ?>
</table>
<?php include 'footer.php' ?>
