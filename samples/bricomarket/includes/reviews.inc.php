<?php
/* Avis clients et questions - SB */
include_once INC_DIR . 'functions.inc.php';

function product_rating($productId) {
	$c = new Brico\Review\RatingCalculator(Brico\Kernel\Registry::get('db'));
	return $c->averageFor((int) $productId);
}

function review_list($productId) {
	$repository = new Brico\Review\ReviewRepository(Brico\Kernel\Registry::get('db'));
	return $repository->forProduct((int) $productId);
}

function stars($rating) {
	if ($rating === null) {
		return '<span class="stars none">' . t('no_review') . '</span>';
	}
	$full = floor($rating);
	$html = '<span class="stars" title="' . $rating . '/5">';
	for ($i = 1; $i <= 5; $i++) {
		$html .= $i <= $full ? '&#9733;' : '&#9734;';
	}
	return $html . '</span>';
}

function review_vote($reviewId, $vote) {
	$customer = current_customer_id();
	$r = brico_fetch_one("SELECT id FROM review_votes WHERE review_id = " . (int) $reviewId . " AND customer_id = " . (int) $customer);
	if ($r) {
		brico_update('review_votes', array('vote' => $vote), 'id = ' . $r['id']);
	} else {
		brico_insert('review_votes', array('review_id' => $reviewId, 'customer_id' => $customer, 'vote' => $vote));
	}
}

function question_list($productId) {
	$questions = brico_fetch_all("SELECT q.*, c.firstname FROM questions q LEFT JOIN customers c ON c.id = q.customer_id WHERE q.product_id = " . (int) $productId);
	foreach ($questions as $k => $q) {
		$questions[$k]['answers'] = brico_fetch_all("SELECT a.*, s.name AS seller FROM answers a LEFT JOIN sellers s ON s.id = a.seller_id WHERE a.question_id = " . $q['id']);
	}
	return $questions;
}
