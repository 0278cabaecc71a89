<?php
class ToolQuery extends BaseToolQuery
{
}
