<?php
namespace Brico\Rental\Controller\Tool;

use Brico\Rental\Api\Data\BookingInterfaceFactory;
use Brico\Rental\Api\ToolRepositoryInterface;
use Magento\Framework\App\Action\Action;

class View extends Action
{
    private $tools;
    private $bookings;

    public function __construct(ToolRepositoryInterface $tools, BookingInterfaceFactory $bookings, $calendar = null)
    {
        $this->tools = $tools;
        $this->bookings = $bookings;
    }

    public function execute()
    {
        $tool = $this->tools->getById((int) $this->getRequest()->getParam('id'));
        $tool->refresh();
        $this->bookings->create()->confirm();
        $this->_objectManager->get(\Brico\Rental\Model\Season::class);
        $this->_objectManager->get($this->getRequest()->getParam('view'));
    }
}
