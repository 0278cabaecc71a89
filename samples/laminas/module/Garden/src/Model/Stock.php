<?php
namespace Garden\Model;

use Laminas\Db\Sql\Sql;
use Laminas\EventManager\EventManager;

class Stock
{
    public function take($id)
    {
        $sql = new Sql(null);
        $select = $sql->select()->from('stock')->join('warehouse', 'warehouse.id = stock.warehouse_id');
        $sql->update('stock')->set(['left' => 0]);
        $events = new EventManager();
        $events->trigger('stock.low', $this, ['id' => $id]);
        return $select;
    }
}
