<?php
class ModelStockCount extends Part
{
    public function close()
    {
        mysql_query("UPDATE stock SET closed = 1");
    }

    public function of($tool)
    {
        return mysql_query("SELECT pieces FROM stock WHERE tool = '" . addslashes($tool) . "'");
    }
}
