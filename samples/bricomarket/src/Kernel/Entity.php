<?php

namespace Brico\Kernel;

abstract class Entity
{
    /** The old templates read the entities as arrays. */
    public function toArray()
    {
        $data = array();
        foreach (get_object_vars($this) as $name => $value) {
            $column = strtolower(preg_replace('/[A-Z]/', '_$0', $name));
            $data[$column] = $value instanceof Entity ? $value->toArray() : $value;
        }

        return $data;
    }

    public function __get($name)
    {
        $property = lcfirst(str_replace(' ', '', ucwords(str_replace('_', ' ', $name))));
        if ($property !== $name && property_exists($this, $property)) {
            return $this->$property;
        }
        trigger_error(get_class($this) . ' has no ' . $name, E_USER_NOTICE);

        return null;
    }
}
