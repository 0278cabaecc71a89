<?php
print_r(tools_for_hire());
