<?php

namespace Brico\Catalog;

class AttributeSet implements \IteratorAggregate, \Countable
{
    private $attributes = array();

    public static function fromRows(array $rows)
    {
        $set = new static();
        foreach ($rows as $row) {
            $set->set((int) $row['id'], $row['name'], $row['value'], $row['unit']);
        }

        return $set;
    }

    public function set($id, $name, $value, $unit = '')
    {
        if ($value === '' || $value === null) {
            unset($this->attributes[$id]);
            return;
        }
        $this->attributes[$id] = array('name' => $name, 'value' => $value, 'unit' => $unit);
    }

    public function value($name)
    {
        foreach ($this->attributes as $attribute) {
            if (strcasecmp($attribute['name'], $name) === 0) {
                return $attribute['value'];
            }
        }

        return null;
    }

    /** Weight in grams, whatever unit the seller typed. Used by the shipping. */
    public function weight()
    {
        foreach ($this->attributes as $attribute) {
            if (in_array(strtolower($attribute['name']), array('poids', 'poids net', 'weight'))) {
                $number = (float) str_replace(',', '.', $attribute['value']);
                return (int) round($attribute['unit'] === 'kg' ? $number * 1000 : $number);
            }
        }

        return 0;
    }

    public function getIterator()
    {
        return new \ArrayIterator($this->attributes);
    }

    public function count()
    {
        return count($this->attributes);
    }
}
