# check=error=true

# services/shop: PHP 8.5, Laravel, nginx. Written by create-secure-dockerfile; your edits are kept.
#
#   build       docker build -t shop-nginx -f shop.nginx.Dockerfile .
#   private     docker build -t shop-nginx -f shop.nginx.Dockerfile --secret id=composer_auth,src="$HOME/.composer/auth.json" --secret id=npmrc,src="$HOME/.npmrc" .
#   run         docker run --read-only --cap-drop ALL --security-opt no-new-privileges --tmpfs /tmp --name shop-nginx -p 127.0.0.1:8080:8080 shop-nginx
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

# nginx runs none of them, and what is not there is never shown
RUN find public -type f -name '*.php' -delete

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

# --- runtime: nginx and the public files; no PHP, no set-id file ----------------------------------------------
FROM nginxinc/nginx-unprivileged:1.31-alpine@sha256:259515c286e9a5166967477ac7b353e70fe128eb55f8144c260af04a79f9107f AS runtime

USER 0:0

WORKDIR /app

RUN find / -xdev -type f -perm /6000 -exec chmod a-s {} + \
 && test -z "$(find / -xdev -type f -perm /6000 -print -quit)"

COPY shop.nginx.conf /etc/nginx/nginx.conf
COPY --from=build /app/services/shop/public ./
COPY --from=frontend /app/services/shop/public/build ./build

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
