<table></table><?= site_url("admin/stock") ?>
