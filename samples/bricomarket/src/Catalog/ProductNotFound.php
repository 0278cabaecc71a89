<?php

namespace Brico\Catalog;

class ProductNotFound extends \RuntimeException
{
    private $reference;

    public function __construct($reference, \Exception $previous = null)
    {
        $this->reference = $reference;
        parent::__construct(sprintf('No product "%s" in the catalogue', $reference), 404, $previous);
    }

    public static function withId($id)
    {
        return new self('#' . $id);
    }

    public static function withSku($sku)
    {
        return new self($sku);
    }

    public function reference()
    {
        return $this->reference;
    }
}
