<?php

namespace Brico\Cart;

use Brico\Catalog\ProductNotFound;
use Brico\Catalog\ProductRepository;
use Brico\Kernel\Database;
use Brico\Kernel\Registry;
use Brico\Seller\OfferRepository;

class WishlistService
{
    const DEFAULT_NAME = 'Mes envies';

    private $db;
    private $offers;

    public function __construct(Database $db, OfferRepository $offers = null)
    {
        $this->db = $db;
        $this->offers = $offers;
    }

    public function forCustomer($customerId)
    {
        return $this->db->fetchAll(
            "SELECT w.id, w.name, COUNT(i.id) AS items
               FROM wishlists w
               LEFT JOIN wishlist_items i ON i.wishlist_id = w.id
              WHERE w.customer_id = ? AND w.name NOT LIKE 'projet-%'
              GROUP BY w.id",
            array($customerId)
        );
    }

    public function create($customerId, $name = self::DEFAULT_NAME)
    {
        return $this->db->insert('wishlists', array('customer_id' => $customerId, 'name' => $name));
    }

    public function add($wishlistId, $productId)
    {
        $this->db->execute(
            'INSERT IGNORE INTO wishlist_items (wishlist_id, product_id) VALUES (?, ?)',
            array($wishlistId, $productId)
        );
    }

    public function remove($wishlistId, $productId)
    {
        $this->db->execute('DELETE FROM wishlist_items WHERE wishlist_id = ? AND product_id = ?', array($wishlistId, $productId));
    }

    /** @return array of product and offer (null: nobody sells it now) */
    public function items($wishlistId)
    {
        $products = new ProductRepository(Registry::get('db'));
        $items = array();
        foreach ($this->db->fetchAll('SELECT product_id FROM wishlist_items WHERE wishlist_id = ?', array($wishlistId)) as $row) {
            try {
                $items[] = array(
                    'product' => $products->find($row['product_id']),
                    'offer' => $this->offers()->bestOffer($row['product_id']),
                );
            } catch (ProductNotFound $e) {
                $this->remove($wishlistId, $row['product_id']);
            }
        }

        return $items;
    }

    public function belongsTo($wishlistId, $customerId)
    {
        return $this->db->fetchOne('SELECT id FROM wishlists WHERE id = ? AND customer_id = ?', array($wishlistId, $customerId)) !== null;
    }

    private function offers()
    {
        return $this->offers ?: $this->offers = Registry::get('container')->get('seller.offers');
    }
}
