<?php
class StockRoom
{
    public function take($article, $quantity)
    {
        db_run("UPDATE stock_levels SET quantity = quantity - $quantity WHERE article_id = $article");
    }

    public function count($article, $quantity)
    {
        db_run("UPDATE stock_levels SET quantity = $quantity, counted = NOW() WHERE article_id = $article");
    }

    public function add($article)
    {
        db_run("INSERT INTO stock_levels (article_id, quantity) VALUES ($article, 0)");
    }

    public function waiting()
    {
        return db_all("SELECT COUNT(*) FROM orders WHERE status = 'new'");
    }

    public function taxes()
    {
        return db_all('SELECT code FROM vat_rates');
    }
}
