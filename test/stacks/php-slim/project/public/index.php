<?php

require __DIR__.'/../vendor/autoload.php';
$app = Slim\Factory\AppFactory::create();
$app->get('/health', fn ($request, $response) => $response);
$app->run();
