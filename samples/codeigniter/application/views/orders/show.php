<p><?= $order->id ?></p>
