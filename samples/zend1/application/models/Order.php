<?php
class Application_Model_Order extends Zend_Db_Table_Row_Abstract
{
    protected $_tableClass = 'Application_Model_DbTable_Orders';
    public function customer()
    {
        return $this->findParentRow('Application_Model_DbTable_Customers');
    }
    public function lines()
    {
        return $this->findDependentRowset('Application_Model_DbTable_Lines');
    }
    public function greeting()
    {
        return $this->customer()->fullName();
    }
    public function cancel()
    {
        $this->cancelled = 1;
        $this->save();
    }
}
