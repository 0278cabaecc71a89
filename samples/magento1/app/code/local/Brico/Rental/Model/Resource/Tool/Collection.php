<?php
class Brico_Rental_Model_Resource_Tool_Collection extends Mage_Core_Model_Resource_Db_Collection_Abstract
{
    protected function _construct()
    {
        $this->_init('rental/tool');
    }

    public function late()
    {
        $this->getSelect()->join(array('b' => $this->getTable('rental/booking')), 'b.tool_id = main_table.tool_id');
        return $this;
    }
}
