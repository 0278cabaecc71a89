<li><?= $this->basket->clear() ?></li>
