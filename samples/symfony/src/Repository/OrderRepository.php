<?php
namespace App\Repository;
use Doctrine\ORM\EntityRepository;
class OrderRepository extends EntityRepository {
    public function open() { return $this->createQueryBuilder("o")->getQuery(); }
}
