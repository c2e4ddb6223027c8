<?php
require 'lib/settings.php';
echo TITLE, ": start\n";
