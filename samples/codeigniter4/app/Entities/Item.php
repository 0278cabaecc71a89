<?php
namespace App\Entities;
use CodeIgniter\Entity\Entity;
class Item extends Entity
{
    public function reorder() { }
}
