<?php

namespace Brico\Backoffice;

use Brico\Kernel\Repository;

class SettingsRepository extends Repository
{
    private $values;

    public function all()
    {
        if ($this->values === null) {
            $this->values = array();
            foreach ($this->db->fetchAll('SELECT name, value FROM settings ORDER BY name') as $row) {
                $this->values[$row['name']] = $row['value'];
            }
        }

        return $this->values;
    }

    public function get($name, $default = null)
    {
        $all = $this->all();

        return isset($all[$name]) ? $all[$name] : $default;
    }

    public function set($name, $value)
    {
        $this->db->execute(
            'INSERT INTO settings (name, value) VALUES (:name, :value) ON DUPLICATE KEY UPDATE value = VALUES(value)',
            array('name' => $name, 'value' => $value)
        );
        $this->values = null;
    }
}
