<?php
// called by ajax from the product page: ?page=review_vote&id=..&v=1|-1|report
include_once INC_DIR . 'reviews.inc.php';

$id = (int) get_param('id', 0);
$v = get_param('v', '');
header('Content-Type: application/json');
if (!is_logged_in()) {
  echo json_encode(array('error' => t('please_log_in')));
  exit;
}
if ($v == 'report') {
  $repository = new Brico\Review\ReviewRepository(Brico\Kernel\Registry::get('db'));
  $repository->report($id, get_param('reason', ''));
  log_event('review', 'review ' . $id . ' reported by ' . current_customer_id());
} else {
  review_vote($id, $v == '1' ? 1 : -1);
}
echo json_encode(brico_fetch_one("SELECT SUM(vote = 1) AS yes, SUM(vote = -1) AS no FROM review_votes WHERE review_id = $id"));
exit;
