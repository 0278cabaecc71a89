<?php
function money($cents) {
    return sprintf('%.2f', $cents / 100);
}
