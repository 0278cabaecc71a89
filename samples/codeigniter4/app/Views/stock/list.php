<p><?= esc($title) ?></p>
