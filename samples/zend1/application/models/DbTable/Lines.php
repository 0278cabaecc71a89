<?php
class Application_Model_DbTable_Lines extends Zend_Db_Table_Abstract
{
    protected $_name = 'order_line';
}
