<?php
namespace Garden\Model;

class Catalogue
{
    private $plants;
    private $stock;
    public function __construct($plants, $stock)
    {
        $this->plants = $plants;
        $this->stock = $stock;
    }
    /** @return Plant */
    public function find($id)
    {
        $this->stock->take($id);
        return new Plant($this->plants->select(['id' => $id])->current());
    }
}
