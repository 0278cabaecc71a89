<?php

namespace Brico\Backoffice;

use Brico\Kernel\Repository;

class RightsChecker extends Repository
{
    private $users = array();

    public function allowed($userId, $right)
    {
        if (!isset($this->users[$userId])) {
            $this->users[$userId] = AdminUser::load($this->db, $userId);
        }

        return $this->users[$userId] !== null && $this->users[$userId]->can($right);
    }

    public function grant($userId, $right)
    {
        $this->db->execute('INSERT IGNORE INTO ' . DB_PREFIX . 'rights (user_id, right_name) VALUES (?, ?)', array($userId, $right));
        unset($this->users[$userId]);
    }

    public function revokeAll($userId)
    {
        $this->db->execute('DELETE FROM ' . DB_PREFIX . 'rights WHERE user_id = ?', array($userId));
        unset($this->users[$userId]);
    }
}
