<?php
class Brico_Rental_Block_Day extends Mage_Core_Block_Template
{
    protected $_template = 'rental/day.phtml';

    public function label()
    {
        return 'Monday';
    }
}
