<?php
namespace App\Stock;
class Label {}
