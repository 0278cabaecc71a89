<?php

namespace Brico\Customer;

use Brico\Kernel\DatabaseException;
use Brico\Kernel\Repository;

class CustomerRepository extends Repository
{
    public function find($id)
    {
        $row = $this->db->fetchOne('SELECT * FROM customers WHERE id = ?', array($id));

        return $row ? Customer::fromRow($row) : null;
    }

    public function findByEmail($email)
    {
        $row = $this->db->fetchOne('SELECT * FROM customers WHERE email = ?', array(strtolower(trim($email))));

        return $row ? Customer::fromRow($row) : null;
    }

    /** For the back office: name, e-mail or order number. */
    public function search($words, $limit = 50)
    {
        if (ctype_digit($words)) {
            $rows = $this->db->fetchAll(
                'SELECT c.* FROM customers c JOIN orders o ON o.customer_id = c.id WHERE o.id = ?',
                array($words)
            );
        } else {
            $rows = $this->db->fetchAll(
                'SELECT * FROM customers WHERE email LIKE :w OR lastname LIKE :w ORDER BY lastname LIMIT ' . (int) $limit,
                array('w' => '%' . $words . '%')
            );
        }

        return array_map(array('Brico\Customer\Customer', 'fromRow'), $rows);
    }

    /** @throws EmailAlreadyUsed */
    public function save(Customer $customer)
    {
        $row = array(
            'email' => strtolower(trim($customer->email)),
            'password' => $customer->password,
            'firstname' => $customer->firstname,
            'lastname' => $customer->lastname,
            'newsletter' => $customer->newsletter ? 1 : 0,
        );
        try {
            if ($customer->id) {
                $this->db->execute(
                    'UPDATE customers SET email = ?, password = ?, firstname = ?, lastname = ?, newsletter = ? WHERE id = ?',
                    array_merge(array_values($row), array($customer->id))
                );
            } else {
                $row['created_at'] = $this->now();
                $customer->id = $this->db->insert('customers', $row);
            }
        } catch (DatabaseException $e) {
            if ($e->isDuplicate()) {
                throw new EmailAlreadyUsed($customer->email, $e);
            }
            throw $e;
        }
    }

    public function spent($customerId)
    {
        $row = $this->db->fetchOne(
            "SELECT COUNT(*) AS orders, COALESCE(SUM(total), 0) AS total
               FROM orders WHERE customer_id = ? AND status NOT IN ('cancelled', 'new')",
            array($customerId)
        );

        return array('orders' => (int) $row['orders'], 'total' => (int) $row['total']);
    }

    /**
     * The right to be forgotten. Orders and invoices stay (accounting), the person goes.
     */
    public function anonymize($customerId)
    {
        $this->db->begin();
        $this->db->execute(
            "UPDATE customers SET email = CONCAT('deleted-', id, '@bricomarket.example'), firstname = '', lastname = '', password = '', newsletter = 0 WHERE id = ?",
            array($customerId)
        );
        $this->db->execute('DELETE FROM customer_tokens WHERE customer_id = ?', array($customerId));
        $this->db->execute('DELETE FROM addresses WHERE customer_id = ? AND id NOT IN (SELECT address_id FROM orders WHERE address_id IS NOT NULL)', array($customerId));
        $this->db->execute('DELETE FROM wishlists WHERE customer_id = ?', array($customerId));
        $this->db->execute('DELETE FROM carts WHERE customer_id = ?', array($customerId));
        $this->db->execute('UPDATE search_log SET customer_id = NULL WHERE customer_id = ?', array($customerId));
        $this->db->commit();
    }
}
