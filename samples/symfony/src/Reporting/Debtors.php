<?php
namespace App\Reporting;
use App\Entity\Order;
use Doctrine\ORM\EntityManagerInterface;
class Debtors {
    private $manager;
    public function __construct(EntityManagerInterface $manager) { $this->manager = $manager; }
    public function all() {
        return $this->manager->createQuery('SELECT o, c FROM App\Entity\Order o JOIN o.customer c WHERE o.due < :now')->getResult();
    }
    public function forget() {
        $this->manager->createQuery('DELETE FROM ShopBundle:Order o WHERE o.old = 1')->execute();
        return $this->manager->createQueryBuilder()->select('o')->from(Order::class, 'o')->getQuery();
    }
}
