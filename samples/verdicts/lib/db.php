<?php
function db_all($sql)
{
    $rows = array();
    $result = mysql_query($sql);
    while ($row = mysql_fetch_assoc($result)) {
        $rows[] = $row;
    }
    return $rows;
}

function db_run($sql)
{
    return mysql_query($sql);
}
