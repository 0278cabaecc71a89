<?php
class Workshop
{
    public function maintainAll($label)
    {
        foreach (ToolQuery::create()->filterByLabel($label)->limit(10)->find() as $tool) {
            $tool->maintain();
        }
        ToolQuery::create()->findPk(3)->maintain();
        Propel::getConnection()->commit();
    }
}
