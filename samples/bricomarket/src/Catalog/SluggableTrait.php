<?php

namespace Brico\Catalog;

/**
 * Same as slugify() of functions.inc.php, but does not need the include.
 * TODO KT: keep one of the two
 */
trait SluggableTrait
{
    protected function makeSlug($text)
    {
        $text = strtr(utf8_decode($text), utf8_decode('àâäéèêëîïôöùûüç'), 'aaaeeeeiioouuuc');
        $text = preg_replace('/[^a-z0-9]+/', '-', strtolower($text));

        return trim($text, '-');
    }
}
