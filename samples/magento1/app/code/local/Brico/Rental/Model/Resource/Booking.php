<?php
class Brico_Rental_Model_Resource_Booking extends Mage_Core_Model_Resource_Db_Abstract
{
    protected function _construct()
    {
        $this->_init('rental/booking', 'booking_id');
    }
}
