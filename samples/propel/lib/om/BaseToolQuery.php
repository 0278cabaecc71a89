<?php
abstract class BaseToolQuery extends ModelCriteria
{
    public static function create($modelAlias = null, $criteria = null)
    {
        return new ToolQuery();
    }

    /** @return ToolQuery the current query */
    public function filterByLabel($label = null)
    {
        return $this->addUsingAlias('tool.label', $label);
    }
}
