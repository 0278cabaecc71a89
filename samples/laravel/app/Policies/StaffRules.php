<?php
namespace App\Policies;
class StaffRules { public function update($user, $order) { return false; } }
