<?php

namespace Acme\Shop;

use Acme\Money\Money;

final class Shop
{
    public function answer(string $path): void
    {
        match ($path) {
            '/' => print Money::format('700', getenv('CURRENCY') ?: 'USD'),
            '/health' => print 'ok',
            default => http_response_code(404),
        };
    }
}
