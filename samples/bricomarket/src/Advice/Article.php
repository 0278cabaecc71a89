<?php

namespace Brico\Advice;

use Brico\Kernel\Entity;

class Article extends Entity
{
    public $id;
    public $slug;
    public $title;
    public $body;
    public $authorId;
    public $status = 'draft';
    public $publishedAt;
    /** @var int[] */
    public $productIds = array();

    public static function fromRow(array $row)
    {
        $article = new self();
        $article->id = (int) $row['id'];
        $article->slug = $row['slug'];
        $article->title = $row['title'];
        $article->body = $row['body'];
        $article->authorId = (int) $row['author_id'];
        $article->status = $row['status'];
        $article->publishedAt = $row['published_at'];

        return $article;
    }

    public function isPublished()
    {
        return $this->status === 'published' && strtotime($this->publishedAt) <= time();
    }

    public function summary($length = 180)
    {
        $text = trim(preg_replace('/\s+/', ' ', strip_tags(preg_replace('/\[\w+:[^\]]*\]/', '', $this->body))));

        return mb_strlen($text) <= $length ? $text : mb_substr($text, 0, $length - 1) . '…';
    }

    public function readingMinutes()
    {
        return max(1, (int) round(str_word_count(strip_tags($this->body)) / 200));
    }
}
