# check=error=true

# services/shop: Ruby 3.4, Bundler, Rails. Written by create-secure-dockerfile; your edits are kept.
#
#   build       docker build -t shop -f shop.Dockerfile .
#   private     docker build -t shop -f shop.Dockerfile --secret id=bundle_config,src="$HOME/.bundle/config" --secret id=npmrc,src="$HOME/.npmrc" .
#   run         docker run --read-only --cap-drop ALL --security-opt no-new-privileges --tmpfs /tmp --tmpfs /app/services/shop/tmp:uid=10001,gid=10001,mode=0700 --tmpfs /app/services/shop/log:uid=10001,gid=10001,mode=0700 --tmpfs /app/services/shop/storage:uid=10001,gid=10001,mode=0700 -e SECRET_KEY_BASE -p 127.0.0.1:3000:3000 shop
#   regenerate  npm create secure-dockerfile -- update

# --- manifests: what an install reads, of every member of the workspace ---------------------------------------
FROM node:24-trixie-slim@sha256:027dc419c9baae5265c2a73378c289cbc17ec955f5c8403947bd4a7561bc5530 AS manifests

WORKDIR /app

COPY . .

RUN find . -type f -not -name package.json -not -path ./yarn.lock -delete

# --- frontend: installed from the lock file, install scripts off; built without a network ---------------------
FROM node:24-trixie-slim@sha256:027dc419c9baae5265c2a73378c289cbc17ec955f5c8403947bd4a7561bc5530 AS frontend

ENV RAILS_ENV=production

RUN --mount=type=cache,id=npm,target=/root/.npm,sharing=locked \
    --mount=type=secret,id=npmrc,target=/root/.npmrc \
    npm --global --force --ignore-scripts --no-audit --no-fund add yarn@1.22.22

WORKDIR /app

COPY --from=manifests /app ./

RUN --mount=type=cache,id=yarn-classic,target=/usr/local/share/.cache/yarn,sharing=locked \
    --mount=type=secret,id=npmrc,target=/root/.npmrc \
    yarn install --frozen-lockfile --ignore-scripts --non-interactive

COPY . .

WORKDIR /app/services/shop

RUN --network=none yarn run vite build

# --- build: gems as services/shop/Gemfile.lock has them, without those of development -------------------------
FROM ruby:3.4-trixie@sha256:18628b89ed44f5fbbce430a62dce9d664ed843d0adcdb7f1c6899f90b6ac21fd AS build

ENV GEM_HOME=/opt/gems BUNDLE_PATH__SYSTEM=1 BUNDLE_DEPLOYMENT=1 BUNDLE_WITHOUT=development:test \
    BUNDLE_GEMFILE=/app/services/shop/Gemfile RAILS_ENV=production

WORKDIR /app

RUN --mount=type=bind,source=services/shop/Gemfile,target=services/shop/Gemfile \
    --mount=type=bind,source=services/shop/Gemfile.lock,target=services/shop/Gemfile.lock \
    --mount=type=cache,id=gems,target=/opt/gems/cache,sharing=locked \
    --mount=type=cache,id=rubygems,target=/root/.gem,sharing=locked \
    --mount=type=secret,id=bundle_config,target=/root/.bundle/config \
    bundle install \
 && rm -rf /opt/gems/bin/bundle* /root/.bundle/cache

COPY . .
COPY --from=frontend /app/services/shop/public/vite ./services/shop/public/vite

RUN install -d -o 10001 -g 10001 services/shop/tmp services/shop/log services/shop/storage

# --- runtime: no package manager, no set-id file, nothing that the process may change -------------------------
FROM ruby:3.4-slim-trixie@sha256:130ca2cdf301a0ad188569367ec7b9446cce36d4362dab2d75c687f2dd6fd968 AS runtime

ENV PORT=3000 GEM_HOME=/opt/gems BUNDLE_PATH__SYSTEM=1 BUNDLE_DEPLOYMENT=1 BUNDLE_WITHOUT=development:test \
    BUNDLE_GEMFILE=/app/services/shop/Gemfile RUBYOPT=-rbundler/setup PATH=/opt/gems/bin:/usr/local/bin:/usr/bin:/bin \
    RAILS_ENV=production MALLOC_ARENA_MAX=2 RUBY_YJIT_ENABLE=1

RUN rm -rf /usr/local/bundle /usr/local/bin/gem /usr/local/bin/bundle* /usr/bin/gem* /usr/bin/bundle*

WORKDIR /app

RUN find / -xdev -type f -perm /6000 -exec chmod a-s {} + \
 && test -z "$(find / -xdev -type f -perm /6000 -print -quit)"

COPY --from=build /opt/gems /opt/gems
COPY --from=build /app/services/shop /app/services/shop

WORKDIR /app/services/shop

USER 10001:10001

EXPOSE 3000

STOPSIGNAL SIGTERM

HEALTHCHECK --timeout=3s \
            --start-period=10s \
            CMD ["ruby", "--disable=gems,rubyopt", "-rnet/http", "-e", "http = Net::HTTP.start('127.0.0.1', ENV['PORT'], open_timeout: 2, read_timeout: 2); exit http.get('/up').code.to_i < 400"]

ENTRYPOINT ["puma"]

CMD ["-C", "config/puma.rb"]
