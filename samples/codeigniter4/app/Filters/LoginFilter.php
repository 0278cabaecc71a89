<?php
namespace App\Filters;
use CodeIgniter\Filters\FilterInterface;
class LoginFilter implements FilterInterface
{
    public function before($request, $arguments = null) { return redirect()->to('/'); }
}
