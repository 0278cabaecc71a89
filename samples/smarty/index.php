<?php
require 'lib/shop.php';
$smarty = new Smarty();
$smarty->registerPlugin('function', 'basket', 'show_basket');
$smarty->assign('tools', Stock::tools());
$smarty->display('tools.tpl');
