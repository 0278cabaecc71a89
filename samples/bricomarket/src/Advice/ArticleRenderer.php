<?php

namespace Brico\Advice;

use Brico\Catalog\PriceFormatter;
use Brico\Catalog\ProductNotFound;
use Brico\Catalog\ProductRepository;
use Brico\Seller\OfferRepository;

/**
 * Turns the body of an article into HTML. Authors write [product:SKU], [article:slug] and [video:id].
 */
class ArticleRenderer
{
    private $products;
    private $offers;
    private $prices;

    public function __construct(ProductRepository $products, OfferRepository $offers, PriceFormatter $prices = null)
    {
        $this->products = $products;
        $this->offers = $offers;
        $this->prices = $prices ?: new PriceFormatter();
    }

    public function render(Article $article)
    {
        $html = preg_replace_callback('/\[(product|article|video):([^\]]+)\]/', array($this, 'replaceTag'), $article->body);

        return $this->paragraphs($html);
    }

    /** public for preg_replace_callback and PHP 5.3 */
    public function replaceTag(array $match)
    {
        $method = 'render' . ucfirst($match[1]);

        return $this->$method(trim($match[2]));
    }

    private function renderProduct($sku)
    {
        try {
            $product = $this->products->findBySku($sku);
        } catch (ProductNotFound $e) {
            $product = null;
        }
        if (!$product || !$product->isActive()) {
            return '';
        }
        $offer = $this->offers->bestOffer($product->id);
        $price = $offer ? $this->prices->format($offer->price) : t('out_of_stock');

        return sprintf(
            '<a class="product" href="/index.php?page=product&amp;id=%d">%s <b>%s</b></a>',
            $product->id,
            h($product->name),
            $price
        );
    }

    private function renderArticle($slug)
    {
        return '<a href="/conseils/' . h($slug) . '">' . h(str_replace('-', ' ', $slug)) . '</a>';
    }

    private function renderVideo($id)
    {
        return '<iframe width="560" height="315" src="https://video.example/embed/' . h($id) . '"></iframe>';
    }

    private function paragraphs($html)
    {
        if (strpos($html, '<p>') !== false) {
            return $html; // written with the new editor
        }

        return '<p>' . preg_replace('/\n\s*\n/', "</p>\n<p>", trim($html)) . '</p>';
    }
}
