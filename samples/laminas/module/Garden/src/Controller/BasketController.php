<?php
namespace Garden\Controller;

use Laminas\Mvc\Controller\AbstractActionController;

class BasketController extends AbstractActionController
{
    public function showAction()
    {
        return ['note' => $this->getRequest()->getQuery('note')];
    }
    public function addPlantAction()
    {
        return $this->redirect()->toRoute('basket');
    }
}
