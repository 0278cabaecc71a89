<?php
namespace App\Controller;
use App\Entity\Order;
use Symfony\Bundle\FrameworkBundle\Controller\AbstractController;
use Symfony\Component\EventDispatcher\EventDispatcherInterface;
use Symfony\Component\Routing\Annotation\Route;
/** @Route("/orders") */
class OrderController extends AbstractController {
    /** @Route("/{id}/pay", name="order_pay", methods={"POST"}) */
    public function pay($id, EventDispatcherInterface $events) {
        $orders = $this->getDoctrine()->getRepository(Order::class);
        $orders->open();
        $orders->find($id)->pay();
        $events->dispatch(new \stdClass(), 'order.paid');
        $this->get('stock.counter')->count();
        $this->get($id);
        return $this->render('order/paid.html.twig');
    }
}
