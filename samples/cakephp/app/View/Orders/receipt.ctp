<p>Thank you</p><?php echo $this->element($choice) ?>
