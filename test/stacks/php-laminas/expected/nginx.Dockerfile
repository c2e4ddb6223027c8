# check=error=true

# orders-api: PHP 8.4, Laminas, nginx. Written by create-secure-dockerfile; your edits are kept.
#
#   build       docker build -t orders-api-nginx -f nginx.Dockerfile .
#   run         docker run --read-only --cap-drop ALL --security-opt no-new-privileges --tmpfs /tmp --name orders-api-nginx -p 127.0.0.1:8080:8080 orders-api-nginx
#   regenerate  npm create secure-dockerfile -- update

# --- build: the files, as they are ----------------------------------------------------------------------------
FROM php:8.4-fpm-trixie@sha256:a9e5c5e639226a29610f8ddf78c48d62a906fc25d9897b670710216637a60dce AS build

WORKDIR /app

COPY . .

# nginx runs none of them, and what is not there is never shown
RUN find public -type f -name '*.php' -delete

# --- runtime: nginx and the public files; no PHP, no set-id file ----------------------------------------------
FROM nginxinc/nginx-unprivileged:1.31-alpine@sha256:259515c286e9a5166967477ac7b353e70fe128eb55f8144c260af04a79f9107f AS runtime

USER 0:0

WORKDIR /app

RUN find / -xdev -type f -perm /6000 -exec chmod a-s {} + \
 && test -z "$(find / -xdev -type f -perm /6000 -print -quit)"

COPY nginx.conf /etc/nginx/nginx.conf
COPY --from=build /app/public ./

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
