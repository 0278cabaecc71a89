<?php
class Brico_Club_Model_Price extends Brico_Rental_Model_Price
{
    public function perDay($tool)
    {
        return parent::perDay($tool) * 0.9;
    }
}
