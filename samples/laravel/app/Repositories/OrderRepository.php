<?php
namespace App\Repositories;
use App\Order;
use Prettus\Repository\Eloquent\BaseRepository;
class OrderRepository extends BaseRepository {
    public function model() { return Order::class; }
    public function latestOpen() { return $this->model->open()->first(); }
}
