<?php

namespace Brico\Review;

use Brico\Catalog\ProductRepository;
use Brico\Kernel\Database;
use Brico\Kernel\Mailer;
use Brico\Seller\OfferRepository;

class QuestionService
{
    private $db;
    private $products;
    private $offers;
    private $mailer;

    public function __construct(Database $db, ProductRepository $products, OfferRepository $offers, Mailer $mailer)
    {
        $this->db = $db;
        $this->products = $products;
        $this->offers = $offers;
        $this->mailer = $mailer;
    }

    public function ask(int $productId, int $customerId, string $body): int
    {
        $product = $this->products->find($productId);
        $id = (int) $this->db->insert('questions', [
            'product_id' => $productId,
            'customer_id' => $customerId,
            'body' => trim($body),
        ]);
        foreach ($this->offers->forProduct($productId) as $offer) {
            foreach ($this->emailsOf($offer->sellerId) as $email) {
                $this->mailer->send($email, 'new_question', ['product' => $product->name, 'question' => $body]);
            }
        }

        return $id;
    }

    public function answerAsSeller(int $questionId, int $sellerId, string $body)
    {
        $this->db->insert('answers', ['question_id' => $questionId, 'seller_id' => $sellerId, 'body' => trim($body)]);
        $asker = $this->db->fetchOne(
            'SELECT c.email FROM questions q JOIN customers c ON c.id = q.customer_id WHERE q.id = ?',
            [$questionId]
        );
        if ($asker) {
            $this->mailer->send($asker['email'], 'question_answered', ['answer' => $body]);
        }
    }

    public function forProduct(int $productId): array
    {
        $questions = $this->db->fetchAll('SELECT id, body FROM questions WHERE product_id = ? ORDER BY id DESC', [$productId]);
        foreach ($questions as $i => $question) {
            $questions[$i]['answers'] = $this->db->fetchAll(
                'SELECT a.body, s.name AS seller FROM answers a LEFT JOIN sellers s ON s.id = a.seller_id WHERE a.question_id = ?',
                [$question['id']]
            );
        }

        return $questions;
    }

    private function emailsOf($sellerId): array
    {
        return array_column($this->db->fetchAll('SELECT email FROM seller_users WHERE seller_id = ?', [$sellerId]), 'email');
    }
}
