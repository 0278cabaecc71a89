<?php
App::uses('Controller', 'Controller');
class AppController extends Controller {
    public $components = array('Session', 'Basket' => array('limit' => 20));
    public $helpers = array('Html', 'Money');
}
