<?php
class ToolPeer extends BaseToolPeer
{
}
