<?php
namespace App\Events;
class SendMail { public function handle(OrderCancelled $event) {} }
