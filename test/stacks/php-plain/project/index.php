<?php

$db = new PDO('mysql:host='.getenv('DB_HOST'), getenv('DB_USER'), getenv('DB_PASSWORD'));
include 'lib/header.php';
