<?php
require_once INC_DIR . 'seller.inc.php';
require_once INC_DIR . 'order.inc.php';

/**
 * The seller's area: login, orders to ship, money.
 */
class SellerAccount {
  public $seller;
  public $user;

  function __construct($sellerId = 0) {
    if ($sellerId) {
      $this->seller = get_seller($sellerId);
    }
  }

  public function login($email, $password) {
    $u = brico_fetch_one("SELECT * FROM seller_users WHERE email = '" . brico_escape($email) . "'");
    if (!$u) {
      return false;
    }
    if (strlen($u['password']) == 32) {
      // md5 of the first years: accept it and store a better one
      if (md5('br1co' . $password) != $u['password']) {
        return false;
      }
      brico_update('seller_users', array('password' => password_hash($password, PASSWORD_DEFAULT)), 'id = ' . $u['id']);
    } elseif (!password_verify($password, $u['password'])) {
      log_event('seller', 'login failed for ' . $email);
      return false;
    }
    $this->user = $u;
    $this->seller = get_seller($u['seller_id']);
    $_SESSION['seller_id'] = $u['seller_id'];
    return true;
  }

  public function logout() {
    unset($_SESSION['seller_id']);
  }

  public function ordersToShip() {
    $sql = "SELECT o.id, o.created_at, c.firstname, c.lastname, a.city, a.zip, SUM(l.quantity * l.unit_price) AS total";
    $sql .= " FROM orders o JOIN order_lines l ON l.order_id = o.id";
    $sql .= " JOIN customers c ON c.id = o.customer_id";
    $sql .= " JOIN addresses a ON a.id = o.address_id";
    $sql .= " LEFT JOIN shipments s ON s.order_id = o.id AND s.seller_id = l.seller_id";
    $sql .= " WHERE l.seller_id = " . (int) $this->seller['id'] . " AND o.status = 'paid' AND s.id IS NULL";
    $sql .= " GROUP BY o.id ORDER BY o.created_at";
    return brico_fetch_all($sql);
  }

  public function markShipped($orderId, $carrierId, $tracking) {
    $shipments = Brico\Kernel\Registry::get('container')->get('shipping.shipments');
    $shipments->create($orderId, $this->seller['id'], $carrierId, $tracking);
    order_set_status($orderId, 'shipped', 'par ' . $this->seller['name']);
  }

  public function balance() {
    $due = brico_fetch_one("SELECT SUM(l.quantity * l.unit_price) AS n FROM order_lines l JOIN orders o ON o.id = l.order_id WHERE o.status = 'delivered' AND l.seller_id = " . (int) $this->seller['id']);
    $fee = brico_fetch_one("SELECT SUM(amount) AS n FROM commissions WHERE seller_id = " . (int) $this->seller['id']);
    $paid = brico_fetch_one("SELECT SUM(amount) AS n FROM seller_payouts WHERE status = 'paid' AND seller_id = " . (int) $this->seller['id']);
    return $due['n'] - $fee['n'] - $paid['n'];
  }

  // TODO SB: nobody calls this since the payouts are monthly
  public function askPayout($amount) {
    if ($amount > $this->balance()) {
      return false;
    }
    brico_insert('seller_payouts', array('seller_id' => $this->seller['id'], 'period' => date('Y-m'), 'amount' => $amount, 'status' => 'asked'));
    return true;
  }
}
