<?php
namespace Brico\Rental\Model\ResourceModel;

use Magento\Framework\Model\ResourceModel\Db\AbstractDb;

class Tool extends AbstractDb
{
    const TABLE = 'brico_tool';

    protected function _construct()
    {
        $this->_init(self::TABLE, 'tool_id');
    }

    public function touch(): void
    {
        $this->getConnection()->update($this->getMainTable(), ['seen' => 1]);
    }
}
