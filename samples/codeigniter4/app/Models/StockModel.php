<?php
namespace App\Models;
use App\Entities\Item;
use CodeIgniter\Model;
class StockModel extends Model
{
    protected $table = 'stock';
    protected $returnType = Item::class;
}
