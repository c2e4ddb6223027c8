<?php

pcntl_async_signals(true);
pcntl_signal(SIGTERM, function (): never {
    echo "done\n";
    exit(0);
});

echo "waiting for orders\n";
while (true) {
    sleep(1);
}
