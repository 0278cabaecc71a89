<?php
namespace App\Configuration;
/** @Annotation */
class Route extends \Symfony\Component\Routing\Annotation\Route {
}
