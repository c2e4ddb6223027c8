# check=error=true

# services/api: PHP 8.5, PHP-FPM. Written by create-secure-dockerfile; your edits are kept.
#
#   build       docker build -t api -f api.Dockerfile .
#   run         docker run --read-only --cap-drop ALL --security-opt no-new-privileges --tmpfs /tmp --network container:api-nginx api
#   regenerate  npm create secure-dockerfile -- update

# --- php: the extensions that the service asks for ------------------------------------------------------------
FROM php:8.5-fpm-trixie@sha256:2f6609afa12856050716ba337e676ca300d89e0dc37a7dbb05d2db7bbd1632f1 AS php

WORKDIR /app

RUN --mount=type=bind,from=mlocati/php-extension-installer:2@sha256:b5fa915f5468db3af4842b2e7645fe4dcab3c7c5d353508333236c1e9e0483bb,source=/usr/bin/install-php-extensions,target=/usr/local/bin/install-php-extensions \
    install-php-extensions bcmath

# --- build: packages as composer.lock has them ----------------------------------------------------------------
FROM php AS build

ENV COMPOSER_ALLOW_SUPERUSER=1 COMPOSER_CACHE_DIR=/root/.cache/composer COMPOSER_MIRROR_PATH_REPOS=1

WORKDIR /app

COPY --from=composer/composer:2-bin@sha256:c4fbda1079160e03d9c9e9dc385030f416175f6e6eee5336d8efa85b11a4421b /composer /usr/local/bin/composer
COPY . .

WORKDIR /app/services/api

RUN --network=none \
    --mount=type=cache,id=composer,target=/root/.cache/composer,sharing=locked \
    composer install --no-dev --no-scripts --no-progress --prefer-dist --classmap-authoritative

# --- runtime: no package manager, no compiler, no set-id file, nothing that the process may change ------------
FROM php AS runtime

ENV PHP_OPCACHE_ENABLE=1

RUN apt-get purge -y --auto-remove '^(autoconf|curl|dpkg-dev|file|g(cc|[+]{2})|libc6-dev|make|pkg.+|re2c|xz-utils)$' \
 && rm -rf /run/php /var/www /usr/src/php* /usr/local/bin/*-php-* /usr/local/bin/pe* /usr/local/bin/php?*

WORKDIR /app

RUN find / -xdev -type f -perm /6000 -exec chmod a-s {} + \
 && test -z "$(find / -xdev -type f -perm /6000 -print -quit)"

COPY api.php.ini /usr/local/etc/php/php.ini
COPY api.php-fpm.conf /usr/local/etc/php/php-fpm.conf
COPY --from=build /app/services/api ./

USER 33:33

STOPSIGNAL SIGQUIT

HEALTHCHECK --timeout=3s \
            --start-period=10s \
            CMD ["php", "-r", "$f = ''; foreach (['SCRIPT_FILENAME' => '/fpm-ping', 'SCRIPT_NAME' => '/fpm-ping', 'REQUEST_METHOD' => 'GET'] as $k => $v) $f .= chr(strlen($k)) . chr(strlen($v)) . $k . $v; $r = fn($t, $b) => pack('CCnnn', 1, $t, 1, strlen($b), 0) . $b; $s = fsockopen('127.0.0.1', 9000, $e, $m, 2); stream_set_timeout($s, 2); fwrite($s, $r(1, pack('nCx5', 1, 0)) . $r(4, $f) . $r(4, '') . $r(5, '')); $h = strstr(stream_get_contents($s), \"\\r\\n\\r\\n\", true); exit($h === false || preg_match('/Status: [45]/', $h) ? 1 : 0);"]

ENTRYPOINT ["php-fpm"]

CMD ["--fpm-config", "/usr/local/etc/php/php-fpm.conf"]
