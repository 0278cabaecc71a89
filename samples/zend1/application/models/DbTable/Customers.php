<?php
class Application_Model_DbTable_Customers extends Zend_Db_Table_Abstract
{
    protected $_name = 'customer';
    protected $_rowClass = 'Application_Model_Customer';
}
