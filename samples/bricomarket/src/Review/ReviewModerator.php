<?php

namespace Brico\Review;

use Brico\Customer\LoyaltyProgram;
use Brico\Kernel\EventDispatcher;
use Brico\Kernel\Mailer;
use Brico\Search\Indexer;
use Brico\Customer\CustomerRepository;

class ReviewModerator
{
    const POINTS = 20;

    private $reviews;
    private $customers;
    private $loyalty;
    private $indexer;
    private $mailer;
    private $events;

    public function __construct(
        ReviewRepository $reviews,
        CustomerRepository $customers,
        LoyaltyProgram $loyalty,
        Indexer $indexer,
        Mailer $mailer,
        EventDispatcher $events
    ) {
        $this->reviews = $reviews;
        $this->customers = $customers;
        $this->loyalty = $loyalty;
        $this->indexer = $indexer;
        $this->mailer = $mailer;
        $this->events = $events;
    }

    public function publish($reviewId)
    {
        $review = $this->reviews->find($reviewId);
        if (!$review || $review['status'] === 'published') {
            return false;
        }
        $this->reviews->setStatus($reviewId, 'published');
        if ($review['order_line_id']) {
            $this->loyalty->award($review['customer_id'], self::POINTS);
        }
        $this->indexer->reindexProduct($review['product_id']);
        $this->events->dispatch('review.published', ['review_id' => $reviewId]);

        return true;
    }

    public function reject($reviewId, $reason)
    {
        $review = $this->reviews->find($reviewId);
        $this->reviews->setStatus($reviewId, 'rejected');
        $customer = $this->customers->find($review['customer_id']);
        if ($customer) {
            $this->mailer->send($customer->email, 'review_rejected', ['reason' => $reason, 'title' => $review['title']]);
        }
    }

    /** Obvious cases, so that people only read the others. */
    public function automatic($reviewId)
    {
        $review = $this->reviews->find($reviewId);
        if (preg_match('~https?://|\b(viagra|casino)\b~i', $review['body'])) {
            $this->reject($reviewId, 'link');
            return;
        }
        if ($review['order_line_id'] && $review['rating'] >= 4 && strlen($review['body']) > 40) {
            $this->publish($reviewId);
        }
    }
}
