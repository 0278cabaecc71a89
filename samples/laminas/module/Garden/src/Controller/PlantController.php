<?php
namespace Garden\Controller;

use Laminas\Mvc\Controller\AbstractActionController;
use Laminas\View\Model\ViewModel;

class PlantController extends AbstractActionController
{
    private $catalogue;
    public function __construct($catalogue, $mailer)
    {
        $this->catalogue = $catalogue;
    }
    public function indexAction()
    {
        $plant = $this->catalogue->find($this->params()->fromRoute('id'));
        $this->basket()->put($plant);
        return new ViewModel(['plant' => $plant]);
    }
    public function showCareAction()
    {
        $view = new ViewModel();
        $view->setTemplate('garden/plant/care');
        return $view;
    }
}
