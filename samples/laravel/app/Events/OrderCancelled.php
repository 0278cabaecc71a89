<?php
namespace App\Events;
class OrderCancelled {}
