<?php
class Brico_Rental_Block_Calendar extends Mage_Core_Block_Template
{
    public function days()
    {
        return $this->helper('rental/dates')->days(Mage::registry('current_tool')->isFree('today'));
    }
}
