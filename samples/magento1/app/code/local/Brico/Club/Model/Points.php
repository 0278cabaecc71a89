<?php
class Brico_Club_Model_Points
{
    public function earn($observer)
    {
        Mage::helper('rental')->note('points');
    }
}
