<?php

namespace Brico\Advice;

use Brico\Cart\WishlistService;
use Brico\Catalog\ProductRepository;
use Brico\Kernel\Database;
use Brico\Kernel\Registry;

/**
 * "Mon projet": what a customer wants to build. Its shopping list is an ordinary wishlist of the same name.
 */
class ProjectService
{
    private $db;
    private $wishlists;

    public function __construct(Database $db, WishlistService $wishlists = null)
    {
        $this->db = $db;
        $this->wishlists = $wishlists ?: new WishlistService($db);
    }

    public function forCustomer($customerId)
    {
        return $this->db->fetchAll('SELECT * FROM projects WHERE customer_id = ? ORDER BY id DESC', array($customerId));
    }

    public function create($customerId, $title, $description)
    {
        $id = $this->db->insert('projects', array(
            'customer_id' => $customerId,
            'title' => $title,
            'description' => $description,
        ));
        $this->db->insert('wishlists', array('customer_id' => $customerId, 'name' => $this->listName($id)));

        return $id;
    }

    public function products($projectId)
    {
        $products = new ProductRepository(Registry::get('db'));
        $rows = $this->db->fetchAll(
            'SELECT i.product_id FROM wishlist_items i JOIN wishlists w ON w.id = i.wishlist_id WHERE w.name = ?',
            array($this->listName($projectId))
        );
        $result = array();
        foreach ($rows as $row) {
            $result[] = $products->find($row['product_id']);
        }

        return $result;
    }

    /** Articles that speak of what is in the project. */
    public function advice($projectId, $limit = 5)
    {
        $sql = <<<'SQL'
SELECT a.slug, a.title, COUNT(*) AS matches
  FROM articles a
  JOIN article_products ap ON ap.article_id = a.id
  JOIN wishlist_items i ON i.product_id = ap.product_id
  JOIN wishlists w ON w.id = i.wishlist_id
 WHERE w.name = :name AND a.status = 'published'
 GROUP BY a.id
 ORDER BY matches DESC
SQL;

        return $this->db->fetchAll($sql . ' LIMIT ' . (int) $limit, array('name' => $this->listName($projectId)));
    }

    public function delete($customerId, $projectId)
    {
        $this->db->execute('DELETE FROM projects WHERE id = ? AND customer_id = ?', array($projectId, $customerId));
        $this->db->execute('DELETE FROM wishlists WHERE customer_id = ? AND name = ?', array($customerId, $this->listName($projectId)));
    }

    private function listName($projectId)
    {
        return 'projet-' . (int) $projectId;
    }
}
