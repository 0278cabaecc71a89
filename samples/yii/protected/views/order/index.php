<?php $this->renderPartial('_line', array('lines' => $lines)); ?>
<?php $this->widget('application.components.StarRating', array('value' => 3)); ?>
