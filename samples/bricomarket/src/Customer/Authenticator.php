<?php

namespace Brico\Customer;

use Brico\Backoffice\TicketService;

class Authenticator
{
    const MAX_FAILURES = 5;

    private $customers;
    private $tokens;
    private $tickets;

    public function __construct(CustomerRepository $customers, TokenRepository $tokens, TicketService $tickets)
    {
        $this->customers = $customers;
        $this->tokens = $tokens;
        $this->tickets = $tickets;
    }

    /** @return Customer|null */
    public function login($email, $password, $remember = false)
    {
        $key = 'login_failures_' . $email;
        $failures = (int) cache_get($key);
        $customer = $this->customers->findByEmail($email);
        if (!$customer || $failures >= self::MAX_FAILURES || !$this->verify($customer, $password)) {
            cache_set($key, $failures + 1, 900);
            if ($customer && $failures + 1 === self::MAX_FAILURES) {
                // somebody tries passwords: the customer service calls back
                $this->tickets->open($customer->id, null, 'Compte bloque', 'Trop de mots de passe faux depuis ' . $_SERVER['REMOTE_ADDR']);
            }

            return null;
        }
        if ($customer->hasLegacyPassword()) {
            $customer->password = password_hash($password, PASSWORD_DEFAULT);
            $this->customers->save($customer);
        }
        $_SESSION['customer_id'] = $customer->id;
        if ($remember) {
            setcookie('brico_remember', $this->tokens->create($customer->id, TokenRepository::REMEMBER), time() + 90 * 86400, '/');
        }

        return $customer;
    }

    public function logout()
    {
        if (!empty($_COOKIE['brico_remember'])) {
            $this->tokens->consume($_COOKIE['brico_remember'], TokenRepository::REMEMBER);
            setcookie('brico_remember', '', 1, '/');
        }
        unset($_SESSION['customer_id'], $_SESSION['cart_id'], $_SESSION['checkout_step'], $_SESSION['coupon']);
    }

    public function startPasswordReset($email)
    {
        $customer = $this->customers->findByEmail($email);
        if ($customer) {
            $token = $this->tokens->create($customer->id, TokenRepository::PASSWORD);
            send_mail($customer->email, 'password_lost', array('firstname' => $customer->firstname, 'token' => $token));
        }
    }

    public function resetPassword($token, $password)
    {
        $customerId = $this->tokens->consume($token, TokenRepository::PASSWORD);
        if (!$customerId) {
            return false;
        }
        $customer = $this->customers->find($customerId);
        $customer->password = password_hash($password, PASSWORD_DEFAULT);
        $this->customers->save($customer);

        return true;
    }

    private function verify(Customer $customer, $password)
    {
        if ($customer->hasLegacyPassword()) {
            return md5('br1co' . $password) === $customer->password;
        }

        return password_verify($password, $customer->password);
    }
}
