<?php
class Brico_Rental_Model_Tool extends Mage_Core_Model_Abstract
{
    protected function _construct()
    {
        $this->_init('rental/tool');
    }

    public function isFree($day)
    {
        return $this->getResource()->countOn($this->getId(), $day) === 0;
    }
}
