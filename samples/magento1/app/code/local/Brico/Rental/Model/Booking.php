<?php
class Brico_Rental_Model_Booking extends Mage_Core_Model_Abstract
{
    protected $_eventPrefix = 'rental_booking';

    protected function _construct()
    {
        $this->_init('rental/booking');
    }

    public function pay()
    {
        $this->setPrice(Mage::getSingleton('rental/price')->perDay($this->getTool()));
        $this->save();
        Mage::dispatchEvent('rental_booking_paid', array('booking' => $this));
    }
}
