<?php
class Brico_Rental_Model_Resource_Tool extends Mage_Core_Model_Resource_Db_Abstract
{
    protected function _construct()
    {
        $this->_init('rental/tool', 'tool_id');
    }

    public function countOn($id, $day)
    {
        $table = $this->getTable('rental/booking');
        return $this->_getReadAdapter()->fetchOne("SELECT COUNT(*) FROM $table WHERE tool_id = ? AND day = ?", array($id, $day));
    }
}
