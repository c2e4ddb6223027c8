# check=error=true

# orders-api: PHP 8.5, Laravel, nginx. Written by create-secure-dockerfile; your edits are kept.
#
#   build       docker build -t orders-api-nginx -f nginx.Dockerfile .
#   private     docker build -t orders-api-nginx -f nginx.Dockerfile --secret id=npmrc,src="$HOME/.npmrc" .
#   run         docker run --read-only --cap-drop ALL --security-opt no-new-privileges --tmpfs /tmp --name orders-api-nginx -p 127.0.0.1:8080:8080 orders-api-nginx
#   regenerate  npm create secure-dockerfile -- update

# --- build: the files, as they are ----------------------------------------------------------------------------
FROM php:8.5-fpm-trixie@sha256:2f6609afa12856050716ba337e676ca300d89e0dc37a7dbb05d2db7bbd1632f1 AS build

WORKDIR /app

COPY . .

# nginx runs none of them, and what is not there is never shown
RUN find public -type f -name '*.php' -delete

# --- frontend: installed from the lock file, install scripts off; built without a network ---------------------
FROM node:24-trixie-slim@sha256:027dc419c9baae5265c2a73378c289cbc17ec955f5c8403947bd4a7561bc5530 AS frontend

WORKDIR /app

RUN --mount=type=bind,source=package.json,target=package.json \
    --mount=type=bind,source=package-lock.json,target=package-lock.json \
    --mount=type=cache,id=npm,target=/root/.npm,sharing=locked \
    --mount=type=secret,id=npmrc,target=/root/.npmrc \
    npm ci --ignore-scripts --no-audit --no-fund

COPY . .

RUN --network=none npm run production

# --- runtime: nginx and the public files; no PHP, no set-id file ----------------------------------------------
FROM nginxinc/nginx-unprivileged:1.31-alpine@sha256:259515c286e9a5166967477ac7b353e70fe128eb55f8144c260af04a79f9107f AS runtime

USER 0:0

WORKDIR /app

RUN find / -xdev -type f -perm /6000 -exec chmod a-s {} + \
 && test -z "$(find / -xdev -type f -perm /6000 -print -quit)"

COPY nginx.conf /etc/nginx/nginx.conf
COPY --from=build /app/public ./
COPY --from=frontend /app/public /app/

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
