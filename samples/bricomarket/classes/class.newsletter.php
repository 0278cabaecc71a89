<?php
// Newsletter (NV 2008, KT: moving to Brico\Customer\Newsletter, half done)
require_once(CLASS_DIR . 'class.db.php');
require_once(CLASS_DIR . 'class.template.php');

class NewsletterOld {
  var $list = 'general';
  var $subject = '';
  var $products = array();

  function NewsletterOld($list) {
    $this->list = $list;
  }

  function addProduct($id) {
    include_once INC_DIR . 'catalog.inc.php';
    $p = get_product($id);
    if ($p) {
      $p['price'] = product_price($id);
      $this->products[] = $p;
    }
  }

  // the offers of the month: biggest sellers of the category of the list
  function fill($n = 6) {
    $db =& db();
    $rows = $db->rows("SELECT o.product_id, SUM(l.quantity) AS q FROM order_lines l, offers o, products p, categories c WHERE l.offer_id = o.id AND p.id = o.product_id AND c.id = p.category_id" . ($this->list != 'general' ? " AND c.slug = '" . $this->list . "'" : '') . " GROUP BY o.product_id ORDER BY q DESC LIMIT " . $n);
    foreach ($rows as $row) {
      $this->addProduct($row['product_id']);
    }
  }

  function html() {
    $tpl = new Template(TPL_DIR . 'mail');
    $tpl->set('subject', $this->subject);
    $tpl->set('products', $this->products);
    return $tpl->fetch('newsletter');
  }

  function send() {
    $db =& db();
    $html = $this->html();
    $done = 0;
    foreach ($db->rows("SELECT email FROM newsletter_subscriptions WHERE list = '" . $this->list . "'") as $row) {
      brico_insert('mail_queue', array('recipient' => $row['email'], 'template' => 'raw', 'vars' => serialize(array('subject' => $this->subject, 'html' => $html))));
      $done++;
    }
    return $done;
  }
}
