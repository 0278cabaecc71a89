<?php

namespace Brico\Catalog;

use Brico\Kernel\Entity;

/**
 * A product of the catalogue. The price does not live here: it belongs to the
 * offers of the sellers (see Brico\Seller\Offer).
 */
class Product extends Entity
{
    use SluggableTrait;

    const STATUS_DRAFT = 'draft';
    const STATUS_ACTIVE = 'active';
    const STATUS_DISABLED = 'disabled';

    public $id;
    public $sku;
    public $name;
    public $slug;
    public $description;
    public $brandId;
    public $categoryId;
    public $vatClassId;
    public $status = self::STATUS_DRAFT;
    public $createdAt;

    /** @var AttributeSet|null */
    private $attributes;

    public static function fromRow(array $row)
    {
        $p = new self();
        $p->id = (int) $row['id'];
        $p->sku = $row['sku'];
        $p->name = $row['name'];
        $p->slug = $row['slug'];
        $p->description = $row['description'];
        $p->brandId = $row['brand_id'] ? (int) $row['brand_id'] : null;
        $p->categoryId = (int) $row['category_id'];
        $p->vatClassId = (int) $row['vat_class_id'];
        $p->status = $row['status'];
        $p->createdAt = $row['created_at'];

        return $p;
    }

    public function toRow()
    {
        if (!$this->slug) {
            $this->slug = $this->makeSlug($this->name);
        }

        return array(
            'sku' => $this->sku,
            'name' => $this->name,
            'slug' => $this->slug,
            'description' => $this->description,
            'brand_id' => $this->brandId,
            'category_id' => $this->categoryId,
            'vat_class_id' => $this->vatClassId,
            'status' => $this->status,
        );
    }

    public function isActive()
    {
        return $this->status === self::STATUS_ACTIVE;
    }

    public function setAttributes(AttributeSet $set)
    {
        $this->attributes = $set;
    }

    public function attributes()
    {
        if ($this->attributes === null) {
            $this->attributes = new AttributeSet();
        }

        return $this->attributes;
    }
}
