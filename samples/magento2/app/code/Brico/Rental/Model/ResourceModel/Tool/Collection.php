<?php
namespace Brico\Rental\Model\ResourceModel\Tool;

use Magento\Framework\Model\ResourceModel\Db\Collection\AbstractCollection;

class Collection extends AbstractCollection
{
    protected function _construct()
    {
        $this->_init(\Brico\Rental\Model\Tool::class, \Brico\Rental\Model\ResourceModel\Tool::class);
    }

    public function booked(): self
    {
        $this->getSelect()->joinLeft(['b' => $this->getTable('brico_booking')], 'b.tool_id = main_table.tool_id');
        return $this;
    }
}
