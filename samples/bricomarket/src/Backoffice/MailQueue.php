<?php
declare(strict_types=1);

namespace Brico\Backoffice;

use Brico\Customer\CustomerRepository;
use Brico\Kernel\Database;

class MailQueue
{
    const BATCH = 200;

    private $db;
    private $customers;

    public function __construct(Database $db, CustomerRepository $customers)
    {
        $this->db = $db;
        $this->customers = $customers;
    }

    public function add(string $recipient, string $template, array $vars = []): int
    {
        return $this->db->insert('mail_queue', [
            'recipient' => $recipient,
            'template' => $template,
            'vars' => serialize($vars),
        ]);
    }

    /** @return array{int, int} sent, failed */
    public function run(callable $send, int $batch = self::BATCH): array
    {
        $sent = $failed = 0;
        $rows = $this->db->fetchAll('SELECT * FROM mail_queue WHERE sent_at IS NULL ORDER BY id LIMIT ' . $batch);
        foreach ($rows as $row) {
            $vars = (array) unserialize($row['vars']);
            if (!isset($vars['firstname'])) {
                $customer = $this->customers->findByEmail($row['recipient']);
                $vars['firstname'] = $customer ? $customer->firstname : '';
            }
            if ($send($row['recipient'], $row['template'], $vars)) {
                $this->db->execute('UPDATE mail_queue SET sent_at = NOW() WHERE id = ?', [$row['id']]);
                $sent++;
            } else {
                $failed++;
            }
        }

        return [$sent, $failed];
    }

    public function waiting(): int
    {
        return (int) $this->db->fetchOne('SELECT COUNT(*) AS n FROM mail_queue WHERE sent_at IS NULL')['n'];
    }

    public function purge(int $days)
    {
        $this->db->execute('DELETE FROM mail_queue WHERE sent_at < NOW() - INTERVAL ' . $days . ' DAY');
    }
}
