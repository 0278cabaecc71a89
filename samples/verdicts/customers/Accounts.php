<?php
class Accounts
{
    public function register($name, $email, $country)
    {
        db_run("INSERT INTO customers (name, email, country_id) VALUES ('$name', '$email', $country)");
        $_SESSION['customer_id'] = mysql_insert_id();
    }

    public function rename($id, $name)
    {
        db_run("UPDATE customers SET name = '$name' WHERE id = $id");
    }

    public function move($id, $email, $country)
    {
        db_run("UPDATE customers SET email = '$email', country_id = $country WHERE id = $id");
        db_run("INSERT INTO activity (who, what, at) VALUES ('customers', 'moved $id', NOW())");
    }

    public function forget($id)
    {
        db_run("UPDATE customers SET name = '', email = '' WHERE id = $id");
    }

    public function addCountry($name, $zone)
    {
        db_run("INSERT INTO countries (name, zone) VALUES ('$name', $zone)");
    }

    public function countries()
    {
        return db_all('SELECT id, name FROM countries ORDER BY name');
    }
}
