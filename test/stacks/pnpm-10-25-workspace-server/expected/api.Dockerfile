# check=error=true

# apps/api: Node.js 24, pnpm, Express, TypeScript. Written by create-secure-dockerfile; your edits are kept.
#
#   build       docker build -t api -f api.Dockerfile .
#   private     docker build -t api -f api.Dockerfile --secret id=npmrc,src="$HOME/.npmrc" .
#   run         docker run --read-only --cap-drop ALL --security-opt no-new-privileges --tmpfs /tmp -p 127.0.0.1:3000:3000 api
#   regenerate  npm create secure-dockerfile -- update

# --- manifests: what an install reads, of every member of the workspace ---------------------------------------
FROM node:24-trixie-slim@sha256:027dc419c9baae5265c2a73378c289cbc17ec955f5c8403947bd4a7561bc5530 AS manifests

WORKDIR /app

COPY . .

RUN find . -type f -not -name package.json -not -path ./pnpm-lock.yaml -not -path ./pnpm-workspace.yaml -delete

# --- build: installed from the lock file, install scripts off; compiled without a network ---------------------
FROM node:24-trixie-slim@sha256:027dc419c9baae5265c2a73378c289cbc17ec955f5c8403947bd4a7561bc5530 AS build

ENV CI=true

RUN --mount=type=cache,id=npm,target=/root/.npm,sharing=locked \
    --mount=type=secret,id=npmrc,target=/root/.npmrc \
    npm --global --force --ignore-scripts --no-audit --no-fund add pnpm@10.25.0

WORKDIR /app

COPY --from=manifests /app ./

RUN --mount=type=cache,id=pnpm,target=/root/.pnpm-store,sharing=locked \
    --mount=type=secret,id=npmrc,target=/root/.npmrc \
    pnpm --filter=@acme/api... --filter=. --frozen-lockfile --store-dir=/root/.pnpm-store --ignore-scripts install

COPY . .

RUN --network=none pnpm --filter=@acme/api... run build
RUN --mount=type=cache,id=pnpm,target=/root/.pnpm-store,sharing=locked \
    --mount=type=secret,id=npmrc,target=/root/.npmrc \
    pnpm --filter=@acme/api --store-dir=/root/.pnpm-store --legacy --prod --ignore-scripts deploy /prod

# --- runtime: no package manager, no set-id file, nothing that the process may change -------------------------
FROM node:24-trixie-slim@sha256:027dc419c9baae5265c2a73378c289cbc17ec955f5c8403947bd4a7561bc5530 AS runtime

ENV NODE_ENV=production \
    PORT=3000

RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack \
           /usr/local/bin/yarn /usr/local/bin/yarnpkg /opt/yarn-*

WORKDIR /app

RUN find / -xdev -type f -perm /6000 -exec chmod a-s {} + \
 && test -z "$(find / -xdev -type f -perm /6000 -print -quit)"

COPY --from=build /prod ./
COPY --from=build /app/apps/api/dist ./dist
COPY --from=build /app/apps/api/package.json ./package.json

USER 1000:1000

EXPOSE 3000

STOPSIGNAL SIGTERM

HEALTHCHECK --timeout=3s \
            --start-period=10s \
            CMD ["node", "-e", "require('node:http').get({host: '127.0.0.1', port: process.env.PORT, path: '/healthz', timeout: 2000}, r => process.exit(r.statusCode < 400 ? 0 : 1)).on('error', () => process.exit(1))"]

# ends at SIGTERM at once, unless the program listens for it: the first process of a container gets no default
ENTRYPOINT ["node", "--import", "data:text/javascript,for (const s of ['SIGTERM', 'SIGINT']) process.on(s, () => { if (process.listenerCount(s) < 2) process.exit(143); });"]

CMD ["dist/server.js"]
