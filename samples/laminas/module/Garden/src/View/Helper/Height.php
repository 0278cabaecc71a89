<?php
namespace Garden\View\Helper;

use Laminas\View\Helper\AbstractHelper;

class Height extends AbstractHelper
{
    public function __invoke($centimetres)
    {
        return $this->getView()->partial('garden/plant/height', ['centimetres' => $centimetres]);
    }
}
