<?php foreach ($orders as $order): ?>
<?= $this->element('line', array('order' => $order)) ?>
<?php endforeach ?>
