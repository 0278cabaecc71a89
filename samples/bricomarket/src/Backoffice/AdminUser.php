<?php

namespace Brico\Backoffice;

use Brico\Kernel\Database;

class AdminUser
{
    const ROLE_ADMIN = 'admin';
    const ROLE_AGENT = 'agent';

    public $id;
    public $login;
    public $role;
    private $rights = array();

    public static function load(Database $db, $id)
    {
        $row = $db->fetchOne('SELECT id, login, role FROM ' . DB_PREFIX . 'users WHERE id = ?', array($id));
        if (!$row) {
            return null;
        }
        $user = new self();
        $user->id = (int) $row['id'];
        $user->login = $row['login'];
        $user->role = $row['role'];
        foreach ($db->fetchAll('SELECT right_name FROM ' . DB_PREFIX . 'rights WHERE user_id = ?', array($id)) as $right) {
            $user->rights[] = $right['right_name'];
        }

        return $user;
    }

    public static function authenticate(Database $db, $login, $password)
    {
        $row = $db->fetchOne('SELECT id, password FROM ' . DB_PREFIX . 'users WHERE login = :login', array('login' => $login));
        if (!$row || !password_verify($password, $row['password'])) {
            return null;
        }

        return self::load($db, $row['id']);
    }

    public function can($right)
    {
        return $this->role === self::ROLE_ADMIN || in_array($right, $this->rights);
    }
}
