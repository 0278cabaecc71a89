<?php
function smarty_function_season($params, $smarty) { return 'spring'; }
