<?php
class Shop_Mailer
{
    public function cancelled() { $this->flush(); }
    public function flush() { $mail = new Zend_Mail(); $mail->setSubject('Cancelled')->send(); }
}
