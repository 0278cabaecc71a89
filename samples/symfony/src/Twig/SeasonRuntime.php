<?php
namespace App\Twig;
class SeasonRuntime {
    public function offer($season) {
        return $season === 'spring' ? 'Lawn mowers' : '';
    }
}
