<?php

namespace Brico\Catalog;

use Brico\Kernel\Clock;
use Brico\Kernel\Database;
use Brico\Kernel\Logger;
use Brico\Kernel\Mailer;
use Brico\Kernel\Registry;
use Brico\Search\Indexer;
use Brico\Seller\OfferRepository;
use Brico\Seller\SellerRepository;
use Brico\Stock\MovementLog;
use Brico\Stock\StockManager;
use Brico\Stock\WarehouseRepository;

/**
 * Imports the feed of a seller: products, attributes, images, offers, prices, stock, then the search index.
 *
 * It was 80 lines in 2012. TODO KT: cut this in pieces (one per thing it writes) - see wiki "Import v2", stopped
 */
class ProductImporter
{
    const MODE_FULL = 'full';
    const MODE_PRICES = 'prices';
    const MODE_STOCK = 'stock';

    private $db;
    private $logger;
    private $mailer;
    private $products;
    private $brands;
    private $offers;
    private $sellers;
    private $stock;
    private $movements;
    private $indexer;

    private $seller;
    private $mode = self::MODE_FULL;
    private $errors = array();
    private $touched = array();
    private $created = 0;
    private $updated = 0;
    private $skipped = 0;
    private $attributeIds = array();
    private $categoryIds = array();

    public function __construct(Database $db = null, Logger $logger = null, Mailer $mailer = null)
    {
        // called with no argument from admin/price_import.php and from the cron
        $this->db = $db ?: Registry::get('db');
        $this->logger = $logger ?: Registry::get('logger');
        $this->mailer = $mailer ?: Registry::get('mailer');

        $this->indexer = new Indexer($this->db);
        $this->products = new ProductRepository($this->db);
        $this->brands = new BrandRepository($this->db);
        $this->offers = new OfferRepository($this->db);
        $this->sellers = new SellerRepository($this->db);
        $this->stock = new StockManager($this->db);
        $this->movements = new MovementLog($this->db);
    }

    public function setMode($mode)
    {
        $this->mode = $mode;

        return $this;
    }

    /**
     * @param int    $sellerId
     * @param string $file path of the uploaded feed
     * @param string $type name of a plugin in classes/importers
     * @return array counters
     */
    public function import($sellerId, $file, $type = 'csv')
    {
        $this->seller = $this->sellers->find($sellerId);
        if (!$this->seller || $this->seller['status'] != 'active') {
            throw new \InvalidArgumentException('Unknown or suspended seller ' . $sellerId);
        }
        $this->errors = $this->touched = array();
        $this->created = $this->updated = $this->skipped = 0;

        $reader = $this->reader($type);
        $rows = $reader->read($file);
        $this->logger->info('import of ' . count($rows) . ' rows for seller ' . $sellerId);

        $line = 1;
        foreach ($rows as $row) {
            $line++;
            $messages = $this->checkRow($row);
            if ($messages) {
                $this->errors[$line] = $messages;
                $this->skipped++;
                continue;
            }
            $this->db->begin();
            try {
                $this->importRow($row);
                $this->db->commit();
            } catch (\Exception $e) {
                $this->db->rollback();
                $this->errors[$line] = array($e->getMessage());
                $this->skipped++;
            }
        }

        if ($this->mode == self::MODE_FULL) {
            $this->disableMissingOffers();
        }
        foreach (array_unique($this->touched) as $productId) {
            $this->indexer->reindexProduct($productId);
        }
        $this->sendReport();
        log_event('import', 'seller ' . $sellerId . ': ' . $this->created . ' created, ' . $this->updated . ' updated');

        return array('created' => $this->created, 'updated' => $this->updated, 'skipped' => $this->skipped, 'errors' => $this->errors);
    }

    private function reader($type)
    {
        $type = preg_replace('/[^a-z_]/', '', $type);
        include_once CLASS_DIR . 'importers/' . $type . '.php';
        $class = 'Importer_' . ucfirst($type);

        return new $class($this->seller);
    }

    private function importRow(array $row)
    {
        $product = $this->products->findBySku($row['sku']);
        if (!$product) {
            if ($this->mode != self::MODE_FULL) {
                $this->skipped++;
                return;
            }
            $product = new Product();
            $product->sku = $row['sku'];
            $product->status = Product::STATUS_DRAFT;
            $this->created++;
        } else {
            $this->updated++;
        }

        if ($this->mode == self::MODE_FULL) {
            $this->fillProduct($product, $row);
            $this->products->save($product);
            $this->importAttributes($product->id, $row);
            $this->importImages($product->id, $row);
        }

        $offerId = $this->importOffer($product, $row);
        if ($this->mode != self::MODE_PRICES) {
            $this->importStock($offerId, $row);
        }
        $this->touched[] = $product->id;
    }

    private function fillProduct(Product $product, array $row)
    {
        $product->name = trim($row['name']);
        if (!empty($row['description']) && strlen($row['description']) > strlen((string) $product->description)) {
            // the longest description wins, whoever wrote it
            $product->description = strip_tags($row['description'], '<p><ul><li><br>');
        }
        if (!empty($row['brand'])) {
            $product->brandId = $this->brands->findOrCreate($row['brand']);
        }
        $product->categoryId = $this->categoryId(isset($row['category']) ? $row['category'] : '');
        $product->vatClassId = $this->vatClassId(isset($row['vat']) ? $row['vat'] : 20);
    }

    /** "Jardin > Taille > Secateurs" */
    private function categoryId($path)
    {
        if (isset($this->categoryIds[$path])) {
            return $this->categoryIds[$path];
        }
        $parent = 0;
        foreach (explode('>', $path) as $name) {
            $name = trim($name);
            if ($name == '') {
                continue;
            }
            $row = $this->db->fetchOne('SELECT id FROM categories WHERE parent_id = ? AND name = ?', array($parent, $name));
            if (!$row) {
                break; // we never create categories from a feed any more (JM, 2013)
            }
            $parent = (int) $row['id'];
        }
        if (!$parent) {
            $parent = (int) get_setting('import_default_category');
        }

        return $this->categoryIds[$path] = $parent;
    }

    private function vatClassId($rate)
    {
        $row = $this->db->fetchOne('SELECT id FROM vat_classes WHERE ABS(rate - ?) < 0.01', array(str_replace(',', '.', $rate)));

        return $row ? (int) $row['id'] : 1;
    }

    private function importAttributes($productId, array $row)
    {
        foreach ($row as $column => $value) {
            if (strpos($column, 'attr_') !== 0 || $value === '') {
                continue;
            }
            $attributeId = $this->attributeId(substr($column, 5));
            if (!$attributeId) {
                continue;
            }
            $sql = sprintf("SELECT id FROM product_attributes WHERE product_id = %d AND attribute_id = %d", $productId, $attributeId);
            $existing = $this->db->fetchOne($sql, array());
            if ($existing) {
                $this->db->execute('UPDATE product_attributes SET value = ? WHERE id = ?', array($value, $existing['id']));
            } else {
                $this->db->insert('product_attributes', array('product_id' => $productId, 'attribute_id' => $attributeId, 'value' => $value));
            }
        }
    }

    private function attributeId($name)
    {
        if (!array_key_exists($name, $this->attributeIds)) {
            $row = $this->db->fetchOne('SELECT id FROM attributes WHERE name = ?', array(str_replace('_', ' ', $name)));
            $this->attributeIds[$name] = $row ? (int) $row['id'] : 0;
        }

        return $this->attributeIds[$name];
    }

    private function importImages($productId, array $row)
    {
        if (empty($row['images'])) {
            return;
        }
        $known = $this->db->fetchAll('SELECT path FROM product_images WHERE product_id = ?', array($productId));
        if (count($known) > 0) {
            return; // images of the first seller are kept
        }
        $position = 0;
        foreach (explode('|', $row['images']) as $url) {
            $name = md5($url) . '.jpg';
            $content = @file_get_contents($url);
            if ($content === false) {
                $this->logger->error('image not found: ' . $url);
                continue;
            }
            file_put_contents(BRICO_ROOT . '/data/images/' . $name, $content);
            $this->db->insert('product_images', array('product_id' => $productId, 'path' => $name, 'position' => $position++));
        }
    }

    private function importOffer(Product $product, array $row)
    {
        $price = (int) round(100 * (float) str_replace(array(' ', ','), array('', '.'), $row['price']));
        $offer = $this->db->fetchOne(
            'SELECT id, price FROM offers WHERE product_id = ? AND seller_id = ?',
            array($product->id, $this->seller['id'])
        );
        $leadTime = isset($row['lead_time']) ? (int) $row['lead_time'] : 2;
        if (!$offer) {
            return $this->db->insert('offers', array(
                'product_id' => $product->id,
                'seller_id' => $this->seller['id'],
                'price' => $price,
                'status' => 'active',
                'lead_time' => $leadTime,
            ));
        }
        if ((int) $offer['price'] !== $price) {
            $this->db->insert('price_history', array('offer_id' => $offer['id'], 'price' => $price, 'changed_at' => date('Y-m-d H:i:s')));
        }
        $this->db->execute(
            "UPDATE offers SET price = ?, lead_time = ?, status = 'active' WHERE id = ?",
            array($price, $leadTime, $offer['id'])
        );

        return (int) $offer['id'];
    }

    private function importStock($offerId, array $row)
    {
        if (!isset($row['stock']) || $row['stock'] === '') {
            return;
        }
        $warehouses = new WarehouseRepository($this->db);
        $warehouse = $warehouses->forSeller($this->seller['id']);
        $current = $this->db->fetchOne(
            'SELECT id, quantity FROM stock_levels WHERE offer_id = ? AND warehouse_id = ?',
            array($offerId, $warehouse['id'])
        );
        $quantity = max(0, (int) $row['stock']);
        if (!$current) {
            $this->db->insert('stock_levels', array('offer_id' => $offerId, 'warehouse_id' => $warehouse['id'], 'quantity' => $quantity, 'reserved' => 0));
            $this->movements->add($offerId, $warehouse['id'], $quantity, 'import');
            return;
        }
        $delta = $quantity - (int) $current['quantity'];
        if ($delta != 0) {
            $this->db->execute('UPDATE stock_levels SET quantity = ? WHERE id = ?', array($quantity, $current['id']));
            $this->movements->add($offerId, $warehouse['id'], $delta, 'import');
        }
        if ($this->stock->available($offerId) < 0) {
            $this->errors['stock'][] = 'offer ' . $offerId . ' is oversold';
        }
    }

    private function disableMissingOffers()
    {
        if (!$this->touched) {
            return;
        }
        $sql = "UPDATE offers SET status = 'disabled' WHERE seller_id = " . (int) $this->seller['id'];
        $sql .= " AND product_id NOT IN (" . implode(',', array_map('intval', $this->touched)) . ")";
        $this->db->execute($sql, array());
    }

    private function checkRow(array $row)
    {
        $messages = array();
        foreach (array('sku', 'name', 'price') as $column) {
            if (!isset($row[$column]) || trim($row[$column]) === '') {
                $messages[] = 'missing ' . $column;
            }
        }
        // every file of this folder defines $check, a function of the row
        foreach (glob(CLASS_DIR . 'feed_checks/*.php') as $file) {
            $check = null;
            include $file;
            if ($check && ($message = $check($row, $this->seller))) {
                $messages[] = $message;
            }
        }

        return $messages;
    }

    private function sendReport()
    {
        $users = $this->db->fetchAll('SELECT email FROM seller_users WHERE seller_id = ?', array($this->seller['id']));
        foreach ($users as $user) {
            $this->mailer->send($user['email'], 'import_report', array(
                'seller' => $this->seller['name'],
                'created' => $this->created,
                'updated' => $this->updated,
                'errors' => $this->errors,
            ));
        }
    }
}
