<?php
class Brico_Rental_Model_Price
{
    public function perDay($tool)
    {
        return 12;
    }
}
