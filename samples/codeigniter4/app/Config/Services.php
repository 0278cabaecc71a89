<?php
namespace Config;
use App\Models\StockModel;
use CodeIgniter\Config\BaseService;
class Services extends BaseService
{
    public static function stock(): StockModel { return new StockModel(); }
}
