<?php
require_once '../includes/admin.inc.php';
require_admin('orders');

if (isset($_POST['code'])) {
  $n = max(1, (int) $_POST['count']);
  for ($i = 0; $i < $n; $i++) {
    $code = strtoupper($_POST['code']);
    if ($n > 1) {
      $code .= strtoupper(substr(md5(uniqid()), 0, 5));
    }
    brico_insert('coupons', array(
      'code' => $code,
      'type' => $_POST['type'],
      'amount' => $_POST['type'] == 'amount' ? 100 * $_POST['amount'] : (int) $_POST['amount'],
      'valid_until' => $_POST['valid_until'] ? $_POST['valid_until'] : null,
    ));
  }
  admin_log("$n coupons " . $_POST['code']);
  redirect('coupons.php');
}
if (isset($_GET['end'])) {
  brico_update('coupons', array('valid_until' => date('Y-m-d', time() - 86400)), 'id = ' . (int) $_GET['end']);
  // carts that already have it
  brico_query('UPDATE carts SET coupon_id = NULL WHERE coupon_id = ' . (int) $_GET['end']);
}
$coupons = brico_fetch_all(<<<SQL
SELECT c.*, COUNT(o.id) AS used, SUM(o.total) AS turnover, (SELECT COUNT(*) FROM carts WHERE coupon_id = c.id) AS carts
  FROM coupons c
  LEFT JOIN orders o ON o.coupon_id = c.id AND o.status != 'cancelled'
 WHERE c.code NOT LIKE 'FID%'
 GROUP BY c.id
 ORDER BY c.id DESC
 LIMIT 100
SQL
);
include 'header.php';
?>
<table>
<?php foreach ($coupons as $c): ?>
  <tr>
    <td><?= h($c['code']) ?></td>
    <td><?php switch ($c['type']) { case 'percent': echo $c['amount'] . ' %'; break; case 'amount': echo format_price($c['amount']); break; default: echo 'port offert'; } ?></td>
    <td><?= $c['valid_until'] ?></td><td><?= $c['used'] ?> commandes</td><td><?= format_price((int) $c['turnover']) ?></td><td><?= $c['carts'] ?> paniers</td>
    <td><a href="?end=<?= $c['id'] ?>">arr&ecirc;ter</a></td>
  </tr>
<?php endforeach ?>
</table>
<form method="post">
  <input name="code"> <select name="type"><option>percent</option><option>amount</option><option>shipping</option></select>
  <input name="amount" size="4"> jusqu'au <input type="date" name="valid_until"> x <input name="count" value="1" size="4"> <button>Cr&eacute;er</button>
</form>
<?php include 'footer.php' ?>
