<?php
namespace Brico\Rental\Model;

use Magento\Framework\Model\AbstractModel;

class Tool extends AbstractModel
{
    protected function _construct()
    {
        $this->_init(ResourceModel\Tool::class);
    }

    public function refresh(): self
    {
        $this->getResource()->touch();
        return $this;
    }
}
