<?php
class Garden_PlantController extends Zend_Controller_Action
{
    public function inSeasonAction()
    {
        $report = new Shop_Report();
        $this->view->late = $report->lateOrders('report_run');
    }
}
