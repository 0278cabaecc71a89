<?php
namespace App\Twig;
use Twig\Extension\AbstractExtension;
use Twig\TwigFilter;
use Twig\TwigFunction;
class ShopExtension extends AbstractExtension {
    public function getFilters() {
        return [new TwigFilter('price', [$this, 'price'])];
    }
    public function getFunctions() {
        return [new TwigFunction('seasonal', ['App\Twig\SeasonRuntime', 'offer'])];
    }
    public function price($cents) {
        return number_format($cents / 100, 2);
    }
}
