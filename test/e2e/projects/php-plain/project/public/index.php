<?php

$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
if ($path === '/healthz') {
    exit('ok');
}
if ($path === '/broken') {
    throw new RuntimeException('broken on purpose');
}
file_put_contents(sys_get_temp_dir() . '/visits', "one\n", FILE_APPEND);
echo 'hello from PHP ', PHP_MAJOR_VERSION, '.', PHP_MINOR_VERSION, ' at ', htmlspecialchars($_SERVER['REQUEST_URI']), "\n";
