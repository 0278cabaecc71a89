<?php

namespace Brico\Advice;

use Brico\Customer\CustomerRepository;
use Brico\Customer\LoyaltyProgram;
use Brico\Kernel\Database;

class CommentService
{
    const POINTS = 2;

    private $db;
    private $customers;
    private $loyalty;

    public function __construct(Database $db, CustomerRepository $customers, LoyaltyProgram $loyalty)
    {
        $this->db = $db;
        $this->customers = $customers;
        $this->loyalty = $loyalty;
    }

    public function forArticle($articleId)
    {
        return $this->db->fetchAll(
            'SELECT c.id, c.body, cu.firstname FROM article_comments c JOIN customers cu ON cu.id = c.customer_id WHERE c.article_id = ? ORDER BY c.id',
            array($articleId)
        );
    }

    public function add($articleId, $customerId, $body)
    {
        $body = trim(strip_tags($body));
        if (strlen($body) < 3 || preg_match('~https?://~', $body)) {
            throw new CommentRejected('comment_rejected');
        }
        $customer = $this->customers->find($customerId);
        if (!$customer) {
            throw new CommentRejected('please_log_in');
        }
        $first = !$this->db->fetchOne('SELECT id FROM article_comments WHERE customer_id = ? LIMIT 1', array($customerId));
        $id = $this->db->insert('article_comments', array('article_id' => $articleId, 'customer_id' => $customerId, 'body' => $body));
        if ($first) {
            $this->loyalty->award($customer->id, self::POINTS);
        }

        return $id;
    }

    public function remove($commentId)
    {
        $this->db->execute('DELETE FROM article_comments WHERE id = ?', array($commentId));
    }
}
