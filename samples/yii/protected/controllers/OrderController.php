<?php
class OrderController extends CController {
    public function actionIndex() {
        $this->render('index', array('lines' => Yii::app()->basket->lines()));
    }
    public function actionCancel($id) {
        Order::model()->findByPk($id)->cancel();
        $this->redirect(array('index'));
    }
    public function actionWidget($name) { $this->widget($name); }
    private function actionHidden() {}
}
