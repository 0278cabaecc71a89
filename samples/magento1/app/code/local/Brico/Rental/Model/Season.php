<?php
class Brico_Rental_Model_Season
{
    public function toOptionArray()
    {
        return array('spring', 'autumn');
    }
}
