<?php
require_once INC_DIR . 'seller.inc.php';
require_once INC_DIR . 'reviews.inc.php';

$seller = require_seller();
if (!empty($_POST['answer'])) {
	foreach ($_POST['answer'] as $question_id => $body) {
		if (trim($body) == '') continue;
		// meme chose que QuestionService::answerAsSeller, sans le container
		brico_insert('answers', array('question_id' => (int) $question_id, 'seller_id' => $seller['id'], 'body' => $body));
		$c = brico_fetch_one("SELECT c.email FROM customers c, questions q WHERE q.customer_id = c.id AND q.id = " . (int) $question_id);
		if ($c) send_mail($c['email'], 'question_answered', array('answer' => $body));
	}
	redirect('/index.php?page=seller_dashboard');
}
$questions = brico_fetch_all("SELECT DISTINCT q.id, q.body, p.name FROM questions q JOIN products p ON p.id = q.product_id JOIN offers o ON o.product_id = p.id LEFT JOIN answers a ON a.question_id = q.id WHERE a.id IS NULL AND o.seller_id = " . (int) $seller['id']);
?>
<form method="post">
<?php foreach ($questions as $q): ?>
	<h3><?= h($q['name']) ?></h3>
	<p><?= nl2br(h($q['body'])) ?></p>
	<textarea name="answer[<?= $q['id'] ?>]" cols="60" rows="3"></textarea>
<?php endforeach; ?>
<button><?= t('send') ?></button>
</form>
