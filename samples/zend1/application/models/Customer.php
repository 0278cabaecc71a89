<?php
class Application_Model_Customer extends Zend_Db_Table_Row_Abstract
{
    public function fullName()
    {
        return $this->first . ' ' . $this->last;
    }
}
