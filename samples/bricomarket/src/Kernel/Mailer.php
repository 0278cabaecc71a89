<?php

namespace Brico\Kernel;

/** Puts mails in the queue; the cron job sends them (see Brico\Backoffice\MailQueue). */
class Mailer
{
    private $db;
    private $logger;

    public function __construct(Database $db, Logger $logger)
    {
        $this->db = $db;
        $this->logger = $logger;
    }

    public function send($to, $template, array $vars = array())
    {
        if (!$to || strpos($to, '@') === false) {
            $this->logger->error('no recipient for ' . $template);
            return false;
        }
        $this->db->insert('mail_queue', array(
            'recipient' => $to,
            'template' => $template,
            'vars' => serialize($vars),
        ));

        return true;
    }
}
