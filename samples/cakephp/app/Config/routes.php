<?php
Router::connect('/', array('controller' => 'orders', 'action' => 'index'));
