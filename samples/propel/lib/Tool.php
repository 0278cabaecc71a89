<?php
class Tool extends BaseObject
{
    public function maintain()
    {
    }
}
