<?php
namespace Brico\Rental\Block;

use Magento\Framework\View\Element\Template;

class Calendar extends Template
{
    protected $_template = 'Brico_Rental::day.phtml';

    public function days(): array
    {
        return [];
    }
}
