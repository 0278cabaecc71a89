<?php

use Brico\Catalog\ProductNotFound;
use Brico\Kernel\Registry;
use Brico\Review\QuestionService;

require_login();
/** @var QuestionService $service */
$service = Registry::get('container')->get('review.questions');
$productId = (int) get_param('id', 0);

if (!empty($_POST['body'])) {
    try {
        $service->ask($productId, (int) current_customer_id(), $_POST['body']);
        flash(t('question_sent'));
    } catch (ProductNotFound $e) {
        log_event('question', $e->getMessage());
    }
    redirect('/index.php?page=product&id=' . $productId);
}
?>
<h1><?= t('ask_question') ?></h1>
<?php foreach ($service->forProduct($productId) as $question): ?>
    <details>
        <summary><?= h($question['body']) ?></summary>
        <?php foreach ($question['answers'] as $answer): ?>
            <p><?= h($answer['body']) ?></p>
        <?php endforeach; ?>
    </details>
<?php endforeach; ?>
<form method="post"><textarea name="body"></textarea><button><?= t('send') ?></button></form>
