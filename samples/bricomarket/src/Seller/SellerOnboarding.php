<?php

namespace Brico\Seller;

use Brico\Backoffice\TicketService;
use Brico\Kernel\Container;
use Brico\Kernel\Database;
use Brico\Stock\WarehouseRepository;

class SellerOnboarding
{
    private static $required = array('kbis', 'rib', 'identity');

    private $db;
    private $sellers;
    private $warehouses;
    private $container;

    public function __construct(Database $db, SellerRepository $sellers, WarehouseRepository $warehouses, Container $container)
    {
        $this->db = $db;
        $this->sellers = $sellers;
        $this->warehouses = $warehouses;
        $this->container = $container;
    }

    public function register($name, $vatNumber, $email, $password)
    {
        if ($this->sellers->findByVatNumber($vatNumber)) {
            throw new \DomainException('seller_already_registered');
        }
        $this->db->begin();
        $sellerId = $this->db->insert('sellers', array(
            'name' => $name,
            'vat_number' => str_replace(' ', '', $vatNumber),
            'status' => 'pending',
            'commission_rate' => get_setting('default_commission'),
        ));
        $this->db->insert('seller_users', array(
            'seller_id' => $sellerId,
            'email' => $email,
            'password' => password_hash($password, PASSWORD_DEFAULT),
        ));
        $this->db->commit();
        send_mail($email, 'seller_welcome', array('name' => $name));

        return $sellerId;
    }

    public function addDocument($sellerId, $type, $path)
    {
        $this->db->insert('seller_documents', array('seller_id' => $sellerId, 'type' => $type, 'path' => $path));
        if (!$this->missing($sellerId)) {
            /** @var TicketService $tickets */
            $tickets = $this->container->get('backoffice.tickets');
            $tickets->open(null, null, 'Seller ' . $sellerId . ' is complete');
        }
    }

    public function missing($sellerId)
    {
        $rows = $this->db->fetchAll('SELECT DISTINCT type FROM seller_documents WHERE seller_id = ?', array($sellerId));
        $types = array();
        foreach ($rows as $row) {
            $types[] = $row['type'];
        }

        return array_values(array_diff(self::$required, $types));
    }

    public function activate($sellerId)
    {
        $missing = $this->missing($sellerId);
        if ($missing) {
            throw new \DomainException('Missing: ' . implode(', ', $missing));
        }
        $this->db->execute("UPDATE sellers SET status = 'active' WHERE id = ?", array($sellerId));
        $this->warehouses->forSeller($sellerId);
    }
}
