<?php
class Application_Form_Address extends Zend_Form
{
    public function init()
    {
        $this->setDecorators(array(array('ViewScript', array('viewScript' => 'order/_address.phtml'))));
        $this->addElement('text', 'street');
    }
}
