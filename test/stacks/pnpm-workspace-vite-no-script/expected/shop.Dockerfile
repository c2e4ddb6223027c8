# check=error=true

# apps/shop: Node.js 24, pnpm, React with Vite. Written by create-secure-dockerfile; your edits are kept.
#
#   build       docker build -t shop -f shop.Dockerfile .
#   private     docker build -t shop -f shop.Dockerfile --secret id=npmrc,src="$HOME/.npmrc" .
#   run         docker run --read-only --cap-drop ALL --security-opt no-new-privileges --tmpfs /tmp -p 127.0.0.1:8080:8080 shop
#   regenerate  npm create secure-dockerfile -- update

# --- manifests: what an install reads, of every member of the workspace ---------------------------------------
FROM node:24-trixie-slim@sha256:027dc419c9baae5265c2a73378c289cbc17ec955f5c8403947bd4a7561bc5530 AS manifests

WORKDIR /app

COPY . .

RUN find . -type f -not -name package.json -not -path ./pnpm-lock.yaml -not -path ./pnpm-workspace.yaml -delete

# --- build: installed from the lock file, install scripts off; built without a network ------------------------
FROM node:24-trixie-slim@sha256:027dc419c9baae5265c2a73378c289cbc17ec955f5c8403947bd4a7561bc5530 AS build

ENV CI=true

RUN --mount=type=cache,id=npm,target=/root/.npm,sharing=locked \
    --mount=type=secret,id=npmrc,target=/root/.npmrc \
    npm --global --force --ignore-scripts --no-audit --no-fund add pnpm@10.34.4

WORKDIR /app

COPY --from=manifests /app ./

RUN --mount=type=cache,id=pnpm,target=/root/.pnpm-store,sharing=locked \
    --mount=type=secret,id=npmrc,target=/root/.npmrc \
    pnpm --filter=@acme/shop... --filter=. --frozen-lockfile --store-dir=/root/.pnpm-store --ignore-scripts install

COPY . .

WORKDIR /app/apps/shop

RUN --network=none pnpm exec vite build

# --- runtime: nginx and the built files; no Node.js, no set-id file -------------------------------------------
FROM nginxinc/nginx-unprivileged:1.31-alpine@sha256:259515c286e9a5166967477ac7b353e70fe128eb55f8144c260af04a79f9107f AS runtime

USER 0:0

WORKDIR /app

RUN find / -xdev -type f -perm /6000 -exec chmod a-s {} + \
 && test -z "$(find / -xdev -type f -perm /6000 -print -quit)"

COPY shop.nginx.conf /etc/nginx/nginx.conf
COPY --from=build /app/apps/shop/dist ./

USER 101:101

EXPOSE 8080

STOPSIGNAL SIGQUIT

HEALTHCHECK --interval=30s \
            --timeout=3s \
            --start-period=10s \
            --retries=3 \
            CMD ["wget", "-q", "-O", "/dev/null", "http://127.0.0.1:8080/healthz"]

ENTRYPOINT ["nginx"]

CMD ["-g", "daemon off;"]
