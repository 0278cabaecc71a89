<?php
namespace Brico\Rental\Model;

class Holidays
{
}
