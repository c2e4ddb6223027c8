# check=error=true

# orders-api: PHP 8.5, Drupal, nginx. Written by create-secure-dockerfile; your edits are kept.
#
#   build       docker build -t orders-api-nginx -f nginx.Dockerfile .
#   private     docker build -t orders-api-nginx -f nginx.Dockerfile --secret id=composer_auth,src="$HOME/.composer/auth.json" .
#   run         docker run --read-only --cap-drop ALL --security-opt no-new-privileges --tmpfs /tmp --name orders-api-nginx -p 127.0.0.1:8080:8080 orders-api-nginx
#   regenerate  npm create secure-dockerfile -- update

# --- php: the extensions that the service asks for, zip for Composer ------------------------------------------
FROM php:8.5-fpm-trixie@sha256:2f6609afa12856050716ba337e676ca300d89e0dc37a7dbb05d2db7bbd1632f1 AS php

WORKDIR /app

RUN --mount=type=bind,from=mlocati/php-extension-installer:2@sha256:b5fa915f5468db3af4842b2e7645fe4dcab3c7c5d353508333236c1e9e0483bb,source=/usr/bin/install-php-extensions,target=/usr/local/bin/install-php-extensions \
    install-php-extensions gd zip

# --- build: packages as composer.lock has them ----------------------------------------------------------------
FROM php AS build

ENV COMPOSER_ALLOW_SUPERUSER=1 \
    COMPOSER_CACHE_DIR=/root/.cache/composer

WORKDIR /app

COPY --from=composer/composer:2-bin@sha256:c4fbda1079160e03d9c9e9dc385030f416175f6e6eee5336d8efa85b11a4421b /composer /usr/local/bin/composer

RUN --mount=type=bind,source=composer.json,target=composer.json \
    --mount=type=bind,source=composer.lock,target=composer.lock \
    --mount=type=cache,id=composer,target=/root/.cache/composer,sharing=locked \
    --mount=type=secret,id=composer_auth,target=/root/.composer/auth.json \
    composer install --no-dev --no-scripts --no-progress --prefer-dist --no-autoloader

COPY . .

RUN --network=none composer dump-autoload --no-dev --no-scripts --classmap-authoritative

# nginx runs none of them, and what is not there is never shown
RUN find web -type f -name '*.php' -delete

# --- runtime: nginx and the public files; no PHP, no set-id file ----------------------------------------------
FROM nginxinc/nginx-unprivileged:1.31-alpine@sha256:259515c286e9a5166967477ac7b353e70fe128eb55f8144c260af04a79f9107f AS runtime

USER 0:0

WORKDIR /app

RUN find / -xdev -type f -perm /6000 -exec chmod a-s {} + \
 && test -z "$(find / -xdev -type f -perm /6000 -print -quit)"

COPY nginx.conf /etc/nginx/nginx.conf
COPY --from=build /app/web ./

USER 101:101

EXPOSE 8080

STOPSIGNAL SIGQUIT

HEALTHCHECK --interval=30s \
            --timeout=3s \
            --start-period=10s \
            --retries=3 \
            CMD ["wget", "-q", "-O", "/dev/null", "http://127.0.0.1:8080/nginx-health"]

ENTRYPOINT ["nginx"]

CMD ["-g", "daemon off;"]
