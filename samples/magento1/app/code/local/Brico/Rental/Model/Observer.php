<?php
class Brico_Rental_Model_Observer
{
    public function remind($observer)
    {
        Mage::helper('rental')->note('paid');
    }

    public function chase()
    {
        foreach (Mage::getModel('rental/tool')->getCollection()->late() as $tool) {
            Mage::getModel('rental/' . $tool->getKind())->chase();
        }
        Mage::getModel('rental/nobody')->chase();
    }
}
