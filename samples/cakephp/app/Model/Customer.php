<?php class Customer extends AppModel { public function blocked() {} }
