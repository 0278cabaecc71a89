<?php
class Brico_Rental_ToolController extends Mage_Core_Controller_Front_Action
{
    public function viewAction()
    {
        Mage::register('current_tool', Mage::getModel('rental/tool')->load(1));
        $this->loadLayout();
        $this->getLayout()->getBlock('rental.calendar')->days();
        $this->renderLayout();
    }

    public function dayAction()
    {
        $this->getResponse()->setBody($this->getLayout()->createBlock('rental/day')->toHtml());
    }
}
