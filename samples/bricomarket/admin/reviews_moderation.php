<?php
require_once '../includes/admin.inc.php';
require_once '../includes/reviews.inc.php';

use Brico\Kernel\Registry;

require_admin('reviews');

$moderator = Registry::get('container')->get('review.moderator');
foreach ((array) get_param('decision', array()) as $id => $decision) {
  if ($decision == 'ok') {
    $moderator->publish((int) $id);
  } elseif ($decision != '') {
    $moderator->reject((int) $id, $decision);
  }
  brico_insert(DB_PREFIX . 'log', array('user_id' => $_SESSION['admin_id'], 'action' => 'review ' . $id . ' ' . $decision, 'created_at' => date('Y-m-d H:i:s')));
}
$repository = new Brico\Review\ReviewRepository(Registry::get('db'));
$pending = $repository->pending();
include 'header.php';
?>
<h1><?= count($pending) ?> avis &agrave; lire</h1>
<form method="post">
<?php foreach ($pending as $r): ?>
  <div class="review<?= $r['reports'] ? ' reported' : '' ?>">
    <h3><?= h($r['product']) ?> <?= stars($r['rating']) ?></h3>
    <strong><?= h($r['title']) ?></strong>
    <p><?= nl2br(h($r['body'])) ?></p>
    <select name="decision[<?= $r['id'] ?>]">
      <option value=""></option><option value="ok">publier</option>
      <?php foreach (array('insulte', 'hors sujet', 'livraison', 'lien') as $reason): ?><option><?= $reason ?></option><?php endforeach ?>
    </select>
  </div>
<?php endforeach ?>
<button>Valider</button>
</form>
<?php include 'footer.php';
