<?php class Stamped extends CActiveRecordBehavior { public function stamp() {} }
