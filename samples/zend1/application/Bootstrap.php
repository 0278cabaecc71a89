<?php
class Bootstrap extends Zend_Application_Bootstrap_Bootstrap
{
    protected function _initMailer()
    {
        $mailer = new Shop_Mailer();
        Zend_Registry::set('mailer', $mailer);
        return $mailer;
    }
    protected function _initRoutes()
    {
        $router = $this->getResource('frontController')->getRouter();
        $router->addRoute('order', new Zend_Controller_Router_Route('o/:id', array(
            'controller' => 'order', 'action' => 'show')));
        $router->addRoute('plant', new Zend_Controller_Router_Route_Static('herbs', array(
            'module' => 'garden', 'controller' => 'plant', 'action' => 'in-season')));
    }
}
