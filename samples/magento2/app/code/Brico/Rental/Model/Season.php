<?php
namespace Brico\Rental\Model;

class Season
{
}
