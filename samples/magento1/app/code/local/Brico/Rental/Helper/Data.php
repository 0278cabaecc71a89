<?php
class Brico_Rental_Helper_Data extends Mage_Core_Helper_Abstract
{
    public function note($what)
    {
        return Mage::getModel('rental/tool')->getCollection()->getFirstItem()->isFree($what);
    }
}
