<?php

namespace Acme\Money;

final class Money
{
    public static function format(string $cents, string $currency): string
    {
        return bcdiv($cents, '100', 2) . ' ' . $currency;
    }
}
