<?php
namespace Config;
use App\Filters\LoginFilter;
use CodeIgniter\Config\BaseConfig;
class Filters extends BaseConfig
{
    public array $aliases = ['login' => LoginFilter::class];
}
