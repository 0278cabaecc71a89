<?php
abstract class AppModel extends Model {}
