<?php

namespace Brico\Customer;

use Brico\Kernel\Repository;

class AddressBook extends Repository
{
    private static $countries = array('FR', 'BE', 'LU', 'MC', 'CH');

    public function forCustomer($customerId)
    {
        return $this->db->fetchAll('SELECT * FROM addresses WHERE customer_id = ? ORDER BY id DESC', array($customerId));
    }

    public function find($customerId, $addressId)
    {
        return $this->db->fetchOne('SELECT * FROM addresses WHERE id = ? AND customer_id = ?', array($addressId, $customerId));
    }

    public function add($customerId, array $address)
    {
        $this->check($address);

        return $this->db->insert('addresses', array(
            'customer_id' => $customerId,
            'street' => trim($address['street']),
            'zip' => str_replace(' ', '', $address['zip']),
            'city' => mb_strtoupper(trim($address['city'])),
            'country' => $address['country'],
        ));
    }

    public function update($customerId, $addressId, array $address)
    {
        $this->check($address);
        if ($this->isUsed($addressId)) {
            // the address of an order never changes: the customer gets a new one
            return $this->add($customerId, $address);
        }
        $this->db->execute(
            'UPDATE addresses SET street = :street, zip = :zip, city = :city, country = :country WHERE id = :id AND customer_id = :customer',
            array(
                'street' => $address['street'],
                'zip' => $address['zip'],
                'city' => $address['city'],
                'country' => $address['country'],
                'id' => $addressId,
                'customer' => $customerId,
            )
        );

        return $addressId;
    }

    public function remove($customerId, $addressId)
    {
        if (!$this->isUsed($addressId)) {
            $this->db->execute('DELETE FROM addresses WHERE id = ? AND customer_id = ?', array($addressId, $customerId));
        }
    }

    private function isUsed($addressId)
    {
        return (bool) $this->db->fetchOne('SELECT id FROM orders WHERE address_id = ? LIMIT 1', array($addressId));
    }

    private function check(array $address)
    {
        foreach (array('street', 'zip', 'city', 'country') as $field) {
            if (empty($address[$field])) {
                throw new \InvalidArgumentException('missing_' . $field);
            }
        }
        if (!in_array($address['country'], self::$countries)) {
            throw new \InvalidArgumentException('no_delivery_there');
        }
        if ($address['country'] === 'FR' && !preg_match('/^\d{5}$/', str_replace(' ', '', $address['zip']))) {
            throw new \InvalidArgumentException('bad_zip');
        }
    }
}
