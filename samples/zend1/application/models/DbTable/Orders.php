<?php
class Application_Model_DbTable_Orders extends Zend_Db_Table_Abstract
{
    protected $_name = 'shop_order';
    protected $_rowClass = 'Application_Model_Order';
    protected $_dependentTables = array('Application_Model_DbTable_Lines');
    protected $_referenceMap = array(
        'Customer' => array(
            'columns' => 'customer_id',
            'refTableClass' => 'Application_Model_DbTable_Customers',
            'refColumns' => 'id',
        ),
    );
    public function open()
    {
        return $this->fetchAll($this->select()->where('paid = 0'));
    }
}
