<?php
class Mailer_gateway { public function send($id) { return $id; } }
