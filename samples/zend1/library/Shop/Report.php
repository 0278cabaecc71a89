<?php
class Shop_Report
{
    public function lateOrders($table)
    {
        $db = Zend_Db_Table::getDefaultAdapter();
        $select = $db->select()
            ->from(array('o' => 'shop_order'), array('id'))
            ->joinLeft(array('c' => 'customer'), 'c.id = o.customer_id', array());
        $db->insert('report_run', array('at' => time()));
        $db->update($table, array('seen' => 1));
        return $db->fetchAll($select);
    }
}
