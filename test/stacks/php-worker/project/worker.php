<?php

pcntl_async_signals(true);
pcntl_signal(SIGTERM, fn () => exit(0));
