# check=error=true

# apps/api: Node.js 24, npm, Express, TypeScript. Written by create-secure-dockerfile; your edits are kept.
#
#   build       docker build -t api -f api.Dockerfile .
#   private     docker build -t api -f api.Dockerfile --secret id=npmrc,src="$HOME/.npmrc" .
#   run         docker run --read-only --cap-drop ALL --security-opt no-new-privileges --tmpfs /tmp -p 127.0.0.1:3000:3000 api
#   regenerate  npm create secure-dockerfile -- update

# --- manifests: what an install reads, of every member of the workspace ---------------------------------------
FROM node:24-trixie-slim@sha256:027dc419c9baae5265c2a73378c289cbc17ec955f5c8403947bd4a7561bc5530 AS manifests

WORKDIR /app

COPY . .

RUN find . -type f -not -name package.json -not -path ./package-lock.json -delete

# --- build: installed from the lock file, install scripts off; compiled without a network ---------------------
FROM node:24-trixie-slim@sha256:027dc419c9baae5265c2a73378c289cbc17ec955f5c8403947bd4a7561bc5530 AS build

WORKDIR /app

COPY --from=manifests /app ./

RUN --mount=type=cache,id=npm,target=/root/.npm,sharing=locked \
    --mount=type=secret,id=npmrc,target=/root/.npmrc \
    npm ci --ignore-scripts --no-audit --no-fund --workspace=packages/db --workspace=apps/api \
        --include-workspace-root

COPY . .

WORKDIR /app/apps/api

RUN --network=none npm exec -- prisma generate

WORKDIR /app

RUN --network=none npm run build --if-present --workspace=packages/db --workspace=apps/api

WORKDIR /app

RUN mkdir /out \
 && cp -r --parents packages/db/package.json packages/db/dist apps/api/package.json apps/api/dist /out

# --- production: the dependencies that run, and no others -----------------------------------------------------
FROM node:24-trixie-slim@sha256:027dc419c9baae5265c2a73378c289cbc17ec955f5c8403947bd4a7561bc5530 AS production

WORKDIR /app

COPY --from=manifests /app ./

RUN --mount=type=cache,id=npm,target=/root/.npm,sharing=locked \
    --mount=type=secret,id=npmrc,target=/root/.npmrc \
    npm ci --omit=dev --ignore-scripts --no-audit --no-fund --workspace=packages/db --workspace=apps/api

# --- runtime: no package manager, no set-id file, nothing that the process may change -------------------------
FROM node:24-trixie-slim@sha256:027dc419c9baae5265c2a73378c289cbc17ec955f5c8403947bd4a7561bc5530 AS runtime

ENV NODE_ENV=production \
    PORT=3000

RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack \
           /usr/local/bin/yarn /usr/local/bin/yarnpkg /opt/yarn-*

WORKDIR /app

RUN find / -xdev -type f -perm /6000 -exec chmod a-s {} + \
 && test -z "$(find / -xdev -type f -perm /6000 -print -quit)"

COPY --from=production /app /app/
COPY --from=build /app/node_modules/.prisma /app/node_modules/.prisma
COPY --from=build /out ./

WORKDIR /app/apps/api

USER 1000:1000

EXPOSE 3000

STOPSIGNAL SIGTERM

HEALTHCHECK --timeout=3s \
            --start-period=10s \
            CMD ["node", "-e", "require('node:http').get({host: '127.0.0.1', port: process.env.PORT, path: '/healthz', timeout: 2000}, r => process.exit(r.statusCode < 400 ? 0 : 1)).on('error', () => process.exit(1))"]

# ends at SIGTERM at once, unless the program listens for it: the first process of a container gets no default
ENTRYPOINT ["node", "--import", "data:text/javascript,for (const s of ['SIGTERM', 'SIGINT']) process.on(s, () => { if (process.listenerCount(s) < 2) process.exit(143); });"]

CMD ["dist/server.js"]
