<?php

require dirname(__DIR__) . '/vendor/autoload.php';

(new Acme\Shop\Shop())->answer(parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH));
