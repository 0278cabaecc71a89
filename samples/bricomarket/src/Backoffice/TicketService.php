<?php

namespace Brico\Backoffice;

use Brico\Customer\CustomerRepository;
use Brico\Kernel\Database;
use Brico\Kernel\Mailer;

class TicketService
{
    private $db;
    private $customers;
    private $mailer;

    public function __construct(Database $db, CustomerRepository $customers, Mailer $mailer)
    {
        $this->db = $db;
        $this->customers = $customers;
        $this->mailer = $mailer;
    }

    public function open($customerId, $orderId, $subject, $body = '')
    {
        $id = $this->db->insert(DB_PREFIX . 'tickets', array(
            'customer_id' => $customerId,
            'order_id' => $orderId,
            'subject' => $subject,
            'status' => 'open',
        ));
        if ($body !== '') {
            $this->db->insert(DB_PREFIX . 'ticket_messages', array('ticket_id' => $id, 'user_id' => null, 'body' => $body));
        }

        return $id;
    }

    public function find($id)
    {
        $ticket = $this->db->fetchOne(
            'SELECT t.*, c.email, c.firstname, c.lastname, o.status AS order_status, o.total AS order_total
               FROM ' . DB_PREFIX . 'tickets t
               LEFT JOIN customers c ON c.id = t.customer_id
               LEFT JOIN orders o ON o.id = t.order_id
              WHERE t.id = ?',
            array($id)
        );
        if ($ticket) {
            $ticket['messages'] = $this->db->fetchAll(
                'SELECT m.*, u.login FROM ' . DB_PREFIX . 'ticket_messages m
                   LEFT JOIN ' . DB_PREFIX . 'users u ON u.id = m.user_id
                  WHERE m.ticket_id = ? ORDER BY m.id',
                array($id)
            );
        }

        return $ticket;
    }

    public function byStatus($status)
    {
        return $this->db->fetchAll('SELECT * FROM ' . DB_PREFIX . 'tickets WHERE status = ? ORDER BY id', array($status));
    }

    public function reply($ticketId, $userId, $body, $close = false)
    {
        $ticket = $this->find($ticketId);
        $this->db->insert(DB_PREFIX . 'ticket_messages', array('ticket_id' => $ticketId, 'user_id' => $userId, 'body' => $body));
        $this->db->execute(
            'UPDATE ' . DB_PREFIX . 'tickets SET status = ? WHERE id = ?',
            array($close ? 'closed' : 'waiting', $ticketId)
        );
        $customer = $ticket['customer_id'] ? $this->customers->find($ticket['customer_id']) : null;
        if ($customer) {
            $this->mailer->send($customer->email, 'ticket_reply', array('firstname' => $customer->firstname, 'subject' => $ticket['subject'], 'body' => $body));
        }
    }
}
