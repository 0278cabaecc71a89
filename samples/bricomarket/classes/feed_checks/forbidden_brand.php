<?php
// Marques que seuls les vendeurs agrees ont le droit de vendre (table settings, une marque par ligne)
$check = function ($row, $seller) {
    if (empty($row['brand'])) {
        return null;
    }
    $brands = array_map('trim', explode("\n", strtolower(get_setting('restricted_brands'))));
    if (!in_array(strtolower($row['brand']), $brands)) {
        return null;
    }
    $doc = brico_fetch_one("SELECT id FROM seller_documents WHERE type = 'agrement' AND seller_id = " . intval($seller['id']));

    return $doc ? null : 'marque reservee: ' . $row['brand'];
};
