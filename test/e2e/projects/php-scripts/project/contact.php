<?php
require 'lib/settings.php';
echo TITLE, ": write to us\n";
