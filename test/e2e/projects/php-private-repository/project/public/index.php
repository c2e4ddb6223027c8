<?php

require dirname(__DIR__) . '/vendor/autoload.php';

echo Acme\Money\Money::format(700), "\n";
