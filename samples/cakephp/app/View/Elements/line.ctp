<p><?= $this->Money->format($order["Order"]["total"]) ?> <?= $this->Html->link("x", "/") ?></p>
