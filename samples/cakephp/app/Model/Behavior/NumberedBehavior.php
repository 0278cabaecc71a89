<?php class NumberedBehavior extends ModelBehavior { public function setup(Model $model, $settings = array()) {} }
