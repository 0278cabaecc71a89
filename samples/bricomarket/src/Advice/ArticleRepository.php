<?php

namespace Brico\Advice;

use Brico\Kernel\Repository;

class ArticleRepository extends Repository
{
    public function find($id)
    {
        return $this->hydrate($this->db->fetchOne('SELECT * FROM articles WHERE id = ?', array($id)));
    }

    public function findBySlug($slug)
    {
        return $this->hydrate($this->db->fetchOne('SELECT * FROM articles WHERE slug = ?', array($slug)));
    }

    public function published($limit = 20, $offset = 0)
    {
        $sql = "SELECT a.*, COUNT(c.id) AS comments
                  FROM articles a
                  LEFT JOIN article_comments c ON c.article_id = a.id
                 WHERE a.status = 'published' AND a.published_at <= NOW()
                 GROUP BY a.id
                 ORDER BY a.published_at DESC";

        return $this->db->fetchAll(sprintf('%s LIMIT %d, %d', $sql, $offset, $limit));
    }

    public function forProduct($productId, $limit = 3)
    {
        return array_map(array('Brico\Advice\Article', 'fromRow'), $this->db->fetchAll(
            "SELECT a.* FROM articles a
               JOIN article_products ap ON ap.article_id = a.id
              WHERE ap.product_id = ? AND a.status = 'published' LIMIT " . (int) $limit,
            array($productId)
        ));
    }

    public function categories()
    {
        return $this->db->fetchAll('SELECT * FROM article_categories ORDER BY name');
    }

    public function save(Article $article)
    {
        $row = array(
            'slug' => $article->slug ?: slugify($article->title),
            'title' => $article->title,
            'body' => $article->body,
            'author_id' => $article->authorId,
            'status' => $article->status,
            'published_at' => $article->publishedAt,
        );
        $this->db->begin();
        if ($article->id) {
            $this->db->execute(
                'UPDATE articles SET slug = ?, title = ?, body = ?, author_id = ?, status = ?, published_at = ? WHERE id = ?',
                array_merge(array_values($row), array($article->id))
            );
        } else {
            $article->id = $this->db->insert('articles', $row);
        }
        $this->db->execute('DELETE FROM article_products WHERE article_id = ?', array($article->id));
        foreach (array_unique($article->productIds) as $productId) {
            $this->db->insert('article_products', array('article_id' => $article->id, 'product_id' => $productId));
        }
        $this->db->commit();
    }

    private function hydrate($row)
    {
        if (!$row) {
            return null;
        }
        $article = Article::fromRow($row);
        foreach ($this->db->fetchAll('SELECT product_id FROM article_products WHERE article_id = ?', array($article->id)) as $link) {
            $article->productIds[] = (int) $link['product_id'];
        }

        return $article;
    }
}
