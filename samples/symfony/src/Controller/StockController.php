<?php
namespace App\Controller;
use App\Stock\ReaderInterface;
use Symfony\Bundle\FrameworkBundle\Controller\AbstractController;
class StockController extends AbstractController {
    private $reader;
    public function __construct(ReaderInterface $reader) { $this->reader = $reader; }
    public function count() {
        $this->reader->read();
        return $this->redirectToRoute('order_pay');
    }
}
