<?php
$repository = new Brico\Checkout\OrderRepository(Brico\Kernel\Registry::get('db'));
$me = current_customer_id();
$page_no = max(1, (int) get_param('p', 1));
$count = brico_fetch_one("SELECT COUNT(*) AS n, SUM(total) AS total FROM orders WHERE customer_id = $me");
$orders = $repository->forCustomer($me, 20, 20 * ($page_no - 1));
$title = t('my_orders');
?>
<h1><?= t('my_orders') ?></h1>
<?php include TPL_DIR . 'account/menu.phtml'; ?>
<table>
<?php foreach ($orders as $o): ?>
    <tr class="<?= $o['status'] ?>">
        <td><a href="/index.php?page=order&amp;id=<?= $o['id'] ?>"><?= order_number($o) ?></a></td>
        <td><?= format_date($o['created_at']) ?></td>
        <td><?= $o['articles'] ?> art.</td>
        <td><?= format_price($o['total']) ?></td>
        <td><?= order_status_label($o['status']) ?></td>
        <td><?php if ($o['invoice']): ?><a href="/index.php?page=order&amp;id=<?= $o['id'] ?>&amp;view=invoice"><?= $o['invoice'] ?></a><?php endif ?></td>
    </tr>
<?php endforeach ?>
</table>
<?= paginate($count['n'], 20, '/index.php?page=order&view=history') ?>
