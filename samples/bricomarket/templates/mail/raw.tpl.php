<html><head><title><?= $subject ?></title></head><body><?= $html ?></body></html>
