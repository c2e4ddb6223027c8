# check=error=true

# services/shop: PHP 8.5, Laravel, PHP-FPM. Written by create-secure-dockerfile; your edits are kept.
#
#   build       docker build -t shop -f shop.Dockerfile .
#   private     docker build -t shop -f shop.Dockerfile --secret id=composer_auth,src="$HOME/.composer/auth.json" --secret id=npmrc,src="$HOME/.npmrc" .
#   run         docker run --read-only --cap-drop ALL --security-opt no-new-privileges --tmpfs /tmp --tmpfs /app/storage/app:uid=33,gid=33,mode=0700 --tmpfs /app/storage/framework/cache:uid=33,gid=33,mode=0700 --tmpfs /app/storage/framework/sessions:uid=33,gid=33,mode=0700 --network container:shop-nginx -e APP_KEY shop
#   regenerate  npm create secure-dockerfile -- update

# --- build: packages as composer.lock has them ----------------------------------------------------------------
FROM php:8.5-fpm-trixie@sha256:2f6609afa12856050716ba337e676ca300d89e0dc37a7dbb05d2db7bbd1632f1 AS build

ENV COMPOSER_ALLOW_SUPERUSER=1 \
    COMPOSER_CACHE_DIR=/root/.cache/composer

WORKDIR /app

RUN --mount=type=bind,from=mlocati/php-extension-installer:2@sha256:b5fa915f5468db3af4842b2e7645fe4dcab3c7c5d353508333236c1e9e0483bb,source=/usr/bin/install-php-extensions,target=/usr/local/bin/install-php-extensions \
    install-php-extensions zip

COPY --from=composer/composer:2-bin@sha256:c4fbda1079160e03d9c9e9dc385030f416175f6e6eee5336d8efa85b11a4421b /composer /usr/local/bin/composer

RUN --mount=type=bind,source=services/shop/composer.json,target=services/shop/composer.json \
    --mount=type=bind,source=services/shop/composer.lock,target=services/shop/composer.lock \
    --mount=type=cache,id=composer,target=/root/.cache/composer,sharing=locked \
    --mount=type=secret,id=composer_auth,target=/root/.composer/auth.json \
    composer install --no-dev --no-scripts --no-progress --prefer-dist --no-autoloader

COPY . .

WORKDIR /app/services/shop

RUN --network=none composer dump-autoload --no-dev --no-scripts --classmap-authoritative

# what packages register, found now: nothing has to be written to bootstrap/cache later
RUN --network=none \
    --mount=type=tmpfs,target=/tmp \
    php artisan package:discover

# --- manifests: what an install reads, of every member of the workspace ---------------------------------------
FROM node:24-trixie-slim@sha256:027dc419c9baae5265c2a73378c289cbc17ec955f5c8403947bd4a7561bc5530 AS manifests

WORKDIR /app

COPY . .

RUN find . -type f -not -name package.json -not -path ./package-lock.json -delete

# --- frontend: installed from the lock file, install scripts off; built without a network ---------------------
FROM node:24-trixie-slim@sha256:027dc419c9baae5265c2a73378c289cbc17ec955f5c8403947bd4a7561bc5530 AS frontend

WORKDIR /app

COPY --from=manifests /app ./
COPY --from=build /app/services/shop/vendor /app/services/shop/vendor

RUN --mount=type=cache,id=npm,target=/root/.npm,sharing=locked \
    --mount=type=secret,id=npmrc,target=/root/.npmrc \
    npm ci --ignore-scripts --no-audit --no-fund --workspace=services/shop --include-workspace-root

COPY . .

RUN --network=none npm run build --workspace=services/shop

# --- runtime: no package manager, no compiler, no set-id file, nothing that the process may change ------------
FROM php:8.5-fpm-trixie@sha256:2f6609afa12856050716ba337e676ca300d89e0dc37a7dbb05d2db7bbd1632f1 AS runtime

ENV LOG_CHANNEL=stderr VIEW_COMPILED_PATH=/tmp/views PHP_OPCACHE_ENABLE=1

RUN apt-get purge -y --auto-remove '^(autoconf|curl|dpkg-dev|file|g(cc|[+]{2})|libc6-dev|make|pkg.+|re2c|xz-utils)$' \
 && rm -rf /run/php /var/www /usr/src/php* /usr/local/bin/*-php-* /usr/local/bin/pe* /usr/local/bin/php?*

WORKDIR /app

RUN find / -xdev -type f -perm /6000 -exec chmod a-s {} + \
 && test -z "$(find / -xdev -type f -perm /6000 -print -quit)"

COPY shop.php.ini /usr/local/etc/php/php.ini
COPY shop.php-fpm.conf /usr/local/etc/php/php-fpm.conf
COPY --from=build /app/services/shop ./
COPY --from=frontend /app/services/shop/public/build ./public/build

USER 33:33

STOPSIGNAL SIGQUIT

HEALTHCHECK --timeout=3s \
            --start-period=10s \
            CMD ["php", "-r", "$f = ''; foreach (['SCRIPT_FILENAME' => '/app/public/index.php', 'SCRIPT_NAME' => '/index.php', 'REQUEST_METHOD' => 'GET', 'REQUEST_URI' => '/up', 'SERVER_PROTOCOL' => 'HTTP/1.1', 'HTTP_HOST' => 'localhost'] as $k => $v) $f .= chr(strlen($k)) . chr(strlen($v)) . $k . $v; $r = fn($t, $b) => pack('CCnnn', 1, $t, 1, strlen($b), 0) . $b; $s = fsockopen('127.0.0.1', 9000, $e, $m, 2); stream_set_timeout($s, 2); fwrite($s, $r(1, pack('nCx5', 1, 0)) . $r(4, $f) . $r(4, '') . $r(5, '')); $h = strstr(stream_get_contents($s), \"\\r\\n\\r\\n\", true); exit($h === false || preg_match('/Status: [45]/', $h) ? 1 : 0);"]

ENTRYPOINT ["php-fpm"]

CMD ["--fpm-config", "/usr/local/etc/php/php-fpm.conf"]
