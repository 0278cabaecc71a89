<?php class Reservation extends AppModel { public function release() {} }
