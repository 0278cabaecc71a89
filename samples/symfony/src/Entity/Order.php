<?php
namespace App\Entity;
use Doctrine\ORM\Mapping as ORM;
/**
 * @ORM\Entity(repositoryClass="App\Repository\OrderRepository")
 * @ORM\Table(name="shop_orders")
 */
class Order {
    /** @ORM\ManyToOne(targetEntity="Customer") */
    private $customer;
    public function pay() { return $this->customer; }
}
