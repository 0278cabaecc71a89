<?php
class OrderDesk
{
    private $stock;

    public function __construct(StockRoom $stock)
    {
        $this->stock = $stock;
    }

    public function place($lines)
    {
        $customer = (int) $_SESSION['customer_id'];
        mysql_query('START TRANSACTION');
        db_run("INSERT INTO orders (customer_id, status) VALUES ($customer, 'new')");
        foreach ($lines as $article => $quantity) {
            db_run("INSERT INTO order_lines (article_id, quantity) VALUES ($article, $quantity)");
            $this->stock->take($article, $quantity);
        }
        mysql_query('COMMIT');
        db_run("INSERT INTO activity (who, what, at) VALUES ('orders', 'placed', NOW())");
    }

    public function lines($order)
    {
        return db_all("SELECT l.quantity, a.title, a.price FROM order_lines l JOIN articles a ON a.id = l.article_id WHERE l.order_id = $order");
    }

    public function weight($order)
    {
        return db_all("SELECT SUM(a.weight * l.quantity) w FROM order_lines l JOIN articles a ON a.id = l.article_id WHERE l.order_id = $order GROUP BY l.order_id");
    }

    public function price($article)
    {
        return db_all("SELECT a.price, v.rate FROM articles a, vat_rates v WHERE v.id = a.vat_id AND a.id = $article");
    }

    public function bestSellers()
    {
        return db_all("SELECT a.title, COUNT(*) n FROM order_lines l JOIN articles a ON a.id = l.article_id GROUP BY a.id ORDER BY n DESC");
    }

    public function zones()
    {
        $named = db_all('SELECT name, zone FROM countries ORDER BY name');
        $zones = db_all('SELECT DISTINCT zone FROM countries');
        return array($named, $zones);
    }
}
