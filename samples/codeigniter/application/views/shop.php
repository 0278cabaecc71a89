<?php foreach ($products as $product): ?><p><?= money($product->price) ?></p><?php endforeach ?>
<?php $this->load->view('orders/line') ?>
