<?php
class Brico_Rental_Helper_Dates
{
    public function days($free)
    {
        return $free ? 7 : 0;
    }
}
