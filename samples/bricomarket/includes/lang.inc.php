<?php
$lang = array();

function load_lang($code) {
  global $lang;
  $code = preg_replace('/[^a-z]/', '', $code);
  $file = BRICO_ROOT . '/lang/' . $code . '.php';
  if (!file_exists($file)) {
    $file = BRICO_ROOT . '/lang/' . DEFAULT_LANG . '.php';
  }
  include $file;
}

function t($key) {
  global $lang;
  if (!$lang) {
    load_lang(isset($_COOKIE['lang']) ? $_COOKIE['lang'] : DEFAULT_LANG);
  }
  if (isset($lang[$key])) {
    return $lang[$key];
  }
  if (DEBUG) {
    error_log('missing text ' . $key);
  }
  return str_replace('_', ' ', $key);
}
