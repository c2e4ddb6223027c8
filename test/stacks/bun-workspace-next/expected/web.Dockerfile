# check=error=true

# apps/web: Node.js 24, Bun, Next.js, TypeScript. Written by create-secure-dockerfile; your edits are kept.
#
#   build       docker build -t web -f web.Dockerfile .
#   private     docker build -t web -f web.Dockerfile --secret id=npmrc,src="$HOME/.npmrc" .
#   run         docker run --read-only --cap-drop ALL --security-opt no-new-privileges --tmpfs /tmp --tmpfs /app/apps/web/.next/cache:uid=1000,gid=1000,mode=0700 -p 127.0.0.1:3000:3000 web
#   regenerate  npm create secure-dockerfile -- update

# --- manifests: what an install reads, of every member of the workspace ---------------------------------------
FROM node:24-trixie-slim@sha256:027dc419c9baae5265c2a73378c289cbc17ec955f5c8403947bd4a7561bc5530 AS manifests

WORKDIR /app

COPY . .

RUN find . -type f -not -name package.json -not -path ./bun.lock -delete

# --- build: installed from the lock file, install scripts off; compiled without a network ---------------------
FROM node:24-trixie-slim@sha256:027dc419c9baae5265c2a73378c289cbc17ec955f5c8403947bd4a7561bc5530 AS build

ENV DO_NOT_TRACK=1 \
    NEXT_TELEMETRY_DISABLED=1

COPY --from=oven/bun:1.4.5-slim@sha256:561e7f3c6bbb65766c5cc03f096b669917eff5f214bb02c44b4b035cd955c5c0 /usr/local/bin/bun /usr/local/bin/bun

WORKDIR /app

COPY --from=manifests /app ./

RUN --mount=type=cache,id=bun,target=/root/.bun/install/cache,sharing=locked \
    --mount=type=secret,id=npmrc,target=/root/.npmrc \
    bun install --frozen-lockfile --ignore-scripts --filter=@acme/web

COPY . .

RUN --mount=type=cache,id=web-next-cache,target=/app/apps/web/.next/cache,sharing=locked \
    --network=none \
    bun run --filter=@acme/web build

WORKDIR /app

RUN mkdir /out \
 && cp -r --parents apps/web/package.json apps/web/.next apps/web/public apps/web/next.config.ts /out

# --- production: the dependencies that run, and no others -----------------------------------------------------
FROM node:24-trixie-slim@sha256:027dc419c9baae5265c2a73378c289cbc17ec955f5c8403947bd4a7561bc5530 AS production

ENV DO_NOT_TRACK=1

COPY --from=oven/bun:1.4.5-slim@sha256:561e7f3c6bbb65766c5cc03f096b669917eff5f214bb02c44b4b035cd955c5c0 /usr/local/bin/bun /usr/local/bin/bun

WORKDIR /app

COPY --from=manifests /app ./

RUN --mount=type=cache,id=bun,target=/root/.bun/install/cache,sharing=locked \
    --mount=type=secret,id=npmrc,target=/root/.npmrc \
    bun install --frozen-lockfile --production --ignore-scripts --filter=@acme/web

# --- runtime: no package manager, no set-id file, nothing that the process may change -------------------------
FROM node:24-trixie-slim@sha256:027dc419c9baae5265c2a73378c289cbc17ec955f5c8403947bd4a7561bc5530 AS runtime

ENV NODE_ENV=production PORT=3000 HOSTNAME=0.0.0.0 NEXT_TELEMETRY_DISABLED=1

RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack \
           /usr/local/bin/yarn /usr/local/bin/yarnpkg /opt/yarn-*

WORKDIR /app

RUN find / -xdev -type f -perm /6000 -exec chmod a-s {} + \
 && test -z "$(find / -xdev -type f -perm /6000 -print -quit)"

COPY --from=production /app /app/
COPY --from=build /out ./

WORKDIR /app/apps/web

USER 1000:1000

EXPOSE 3000

STOPSIGNAL SIGTERM

HEALTHCHECK --timeout=3s \
            --start-period=10s \
            CMD ["node", "-e", "require('node:http').get({host: '127.0.0.1', port: process.env.PORT, path: '/', timeout: 2000}, r => process.exit(r.statusCode < 500 ? 0 : 1)).on('error', () => process.exit(1))"]

# ends at SIGTERM at once, unless the program listens for it: the first process of a container gets no default
ENTRYPOINT ["node", "--import", "data:text/javascript,for (const s of ['SIGTERM', 'SIGINT']) process.on(s, () => { if (process.listenerCount(s) < 2) process.exit(143); });"]

CMD ["node_modules/next/dist/bin/next", "start"]
