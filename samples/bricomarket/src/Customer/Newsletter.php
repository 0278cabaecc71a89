<?php
declare(strict_types=1);

namespace Brico\Customer;

use Brico\Backoffice\MailQueue;
use Brico\Kernel\Database;

class Newsletter
{
    const LISTS = ['general', 'jardin', 'outillage', 'vendeurs'];

    private $db;
    private $queue;

    public function __construct(Database $db, MailQueue $queue)
    {
        $this->db = $db;
        $this->queue = $queue;
    }

    public function subscribe(string $email, string $list = 'general'): bool
    {
        if (!in_array($list, self::LISTS, true) || !is_email($email)) {
            return false;
        }
        $this->db->execute('INSERT IGNORE INTO newsletter_subscriptions (email, list) VALUES (?, ?)', [strtolower($email), $list]);
        $this->db->execute('UPDATE customers SET newsletter = 1 WHERE email = ?', [strtolower($email)]);

        return true;
    }

    public function unsubscribe(string $email, string $list = null)
    {
        if ($list === null) {
            $this->db->execute('DELETE FROM newsletter_subscriptions WHERE email = ?', [$email]);
            $this->db->execute('UPDATE customers SET newsletter = 0 WHERE email = ?', [$email]);
            return;
        }
        $this->db->execute('DELETE FROM newsletter_subscriptions WHERE email = ? AND list = ?', [$email, $list]);
    }

    /** @return string[] */
    public function recipients(string $list): array
    {
        $rows = $this->db->fetchAll(
            'SELECT email FROM newsletter_subscriptions WHERE list = ?
             UNION
             SELECT email FROM customers WHERE newsletter = 1 AND ? = \'general\'',
            [$list, $list]
        );

        return array_column($rows, 'email');
    }

    public function send(string $list, array $content): int
    {
        $sent = 0;
        foreach ($this->recipients($list) as $email) {
            $this->queue->add($email, 'newsletter', $content + ['list' => $list]);
            $sent++;
        }

        return $sent;
    }
}
