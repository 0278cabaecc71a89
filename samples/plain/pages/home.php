<?php
echo news();
