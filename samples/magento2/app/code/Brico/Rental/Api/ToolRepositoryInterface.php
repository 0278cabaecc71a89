<?php
namespace Brico\Rental\Api;

interface ToolRepositoryInterface
{
    /** @return \Brico\Rental\Model\Tool */
    public function getById(int $toolId);
}
