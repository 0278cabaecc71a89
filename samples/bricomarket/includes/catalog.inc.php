<?php
/*
 * Catalogue
 * JM 2006, PLR 2010 (offres vendeurs), KT 2015 (repository)
 */
require_once dirname(__FILE__) . '/functions.inc.php';
require_once INC_DIR . 'seller.inc.php';
require_once CLASS_DIR . 'class.product.php';

use Brico\Catalog\CategoryTree;
use Brico\Kernel\Registry;

function get_product($id)
{
	static $seen = array();
	$id = (int) $id;
	if (isset($seen[$id])) {
		return $seen[$id];
	}
	$sql = "SELECT p.*, b.name AS brand, c.name AS category, c.slug AS category_slug
			FROM products p
			LEFT JOIN brands b ON b.id = p.brand_id
			LEFT JOIN categories c ON c.id = p.category_id
			WHERE p.id = $id";
	$p = brico_fetch_one($sql);
	if ($p) {
		$p['images'] = brico_fetch_all("SELECT path FROM product_images WHERE product_id = $id ORDER BY position");
		$p['url'] = product_url($p);
	}
	return $seen[$id] = $p;
}

function get_product_by_sku($sku)
{
	return brico_fetch_one(sprintf("SELECT * FROM products WHERE sku = '%s'", brico_escape($sku)));
}

function get_category_tree()
{
	$tree = cache_get('category_tree');
	if (!$tree) {
		$tree = _category_branch(0, brico_fetch_all("SELECT id, parent_id, name, slug FROM categories ORDER BY position"));
		cache_set('category_tree', $tree, 3600);
	}
	return $tree;
}

function _category_branch($parent, $rows)
{
	$branch = array();
	foreach ($rows as $row) {
		if ($row['parent_id'] == $parent) {
			$row['children'] = _category_branch($row['id'], $rows);
			$branch[] = $row;
		}
	}
	return $branch;
}

// fil d'Ariane
function category_path($id)
{
	$tree = new CategoryTree(Registry::get('db'));
	return $tree->path($id);
}

function product_url($p)
{
	return '/index.php?page=product&id=' . $p['id'] . '&n=' . (empty($p['slug']) ? slugify($p['name']) : $p['slug']);
}

/** prix de la meilleure offre, en centimes, ou null */
function product_price($id)
{
	$offer = best_offer($id);
	return $offer ? (int) $offer['price'] : null;
}

function product_attributes($id)
{
	return brico_fetch_all("SELECT a.name, a.unit, pa.value FROM product_attributes pa, attributes a WHERE pa.attribute_id = a.id AND pa.product_id = " . (int) $id);
}

function product_image($p, $size = 'm')
{
	if (empty($p['images'])) {
		return '/img/none_' . $size . '.gif';
	}
	return '/data/images/' . $size . '/' . $p['images'][0]['path'];
}

// ex-promos, plus appele depuis la refonte 2014 ?
function product_promo($id)
{
	$res = mysql_query("SELECT price FROM price_history h, offers o WHERE h.offer_id = o.id AND o.product_id = $id ORDER BY changed_at DESC LIMIT 1, 1");
	if ($row = mysql_fetch_assoc($res)) {
		return $row['price'] > product_price($id) ? $row['price'] : 0;
	}
	return 0;
}
