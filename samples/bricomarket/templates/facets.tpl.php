<?php foreach ($facets as $name => $values): ?>
    <?php if (count($values) < 2) continue; ?>
    <fieldset>
        <legend><?= t('facet_' . $name) ?></legend>
        <?php foreach ($values as $value): ?>
            <?php
            $active = isset($_SESSION['search_filters'][$name]) && $_SESSION['search_filters'][$name] == $value['value'];
            if ($name == 'price') {
                list($low, $high) = explode('-', $value['value']);
                $link = $url . '&price_min=' . $low / 100 . '&price_max=' . $high / 100;
            } else {
                $link = $url . '&' . $name . '=' . $value['value'];
            }
            ?>
            <a href="<?= h($link) ?>"<?= $active ? ' class="on"' : '' ?>><?= h($value['label']) ?> (<?= $value['count'] ?>)</a>
        <?php endforeach; ?>
    </fieldset>
<?php endforeach; ?>
