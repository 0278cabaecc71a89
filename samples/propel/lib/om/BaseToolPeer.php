<?php
abstract class BaseToolPeer
{
    const DATABASE_NAME = 'rental';
    const TABLE_NAME = 'tool';
}
