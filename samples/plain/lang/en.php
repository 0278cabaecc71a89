<?php
$words['hire'] = 'Hire a tool';
