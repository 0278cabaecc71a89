<?php
class Articles
{
    public function save($id, $title, $price)
    {
        db_run("UPDATE articles SET title = '$title', price = $price WHERE id = $id");
        db_run("INSERT INTO activity (who, what, at) VALUES ('catalog', 'article $id', NOW())");
    }

    public function withVat($id)
    {
        return db_all("SELECT a.title, a.price, v.rate FROM articles a JOIN vat_rates v ON v.id = a.vat_id WHERE a.id = $id");
    }

    public function shippedTo($country)
    {
        return db_all("SELECT name, zone FROM countries WHERE id = " . (int) $country);
    }
}
