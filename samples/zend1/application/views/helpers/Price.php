<?php
class Shop_View_Helper_Price extends Zend_View_Helper_Abstract
{
    public function price($cents)
    {
        return number_format($cents / 100, 2) . $this->view->translate('currency');
    }
}
