<?php
namespace App\View\Components\Order;
use Illuminate\View\Component;
class Total extends Component {
    public function render() { return view('layout'); }
}
