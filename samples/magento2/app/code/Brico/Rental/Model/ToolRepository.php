<?php
namespace Brico\Rental\Model;

use Brico\Rental\Api\ToolRepositoryInterface;

class ToolRepository implements ToolRepositoryInterface
{
    private $toolFactory;

    public function __construct(ToolFactory $toolFactory)
    {
        $this->toolFactory = $toolFactory;
    }

    public function getById(int $toolId)
    {
        $tool = $this->toolFactory->create();
        return $tool->load($toolId)->refresh();
    }
}
