<?php
return ['aliases' => ['Money' => 'App\Money']];
