<?php
class Letters
{
    public function subscribe($id)
    {
        db_run("UPDATE customers SET optin = 1 WHERE id = $id");
    }

    public function leave($id)
    {
        db_run("UPDATE customers SET optin = 0, last_mailed = NULL WHERE id = $id");
    }

    public function sent($id)
    {
        db_run("UPDATE customers SET last_mailed = NOW() WHERE id = $id");
        db_run("INSERT INTO activity (who, what, at) VALUES ('newsletter', 'sent', NOW())");
    }

    public function due()
    {
        return db_all("SELECT id, email FROM customers WHERE optin = 1 AND last_mailed < NOW() - INTERVAL 7 DAY");
    }

    public function perZone()
    {
        $zones = db_all('SELECT zone, COUNT(*) FROM countries GROUP BY zone');
        return array($zones, db_all('SELECT id FROM countries WHERE zone = 1'));
    }
}
