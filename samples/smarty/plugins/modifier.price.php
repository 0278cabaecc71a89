<?php
function smarty_modifier_price($cents) { return number_format($cents / 100, 2); }
