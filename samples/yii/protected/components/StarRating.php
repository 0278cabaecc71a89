<?php class StarRating extends CWidget { public function run() { $this->render("stars"); } }
