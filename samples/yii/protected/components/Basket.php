<?php
class Basket extends CApplicationComponent {
    public function lines() { return OrderLine::model()->findAll(); }
}
