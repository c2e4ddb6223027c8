# check=error=true

# services/api: Ruby 3.4.7, Bundler, Sinatra. Written by create-secure-dockerfile; your edits are kept.
#
#   build       docker build -t api -f api.Dockerfile .
#   private     docker build -t api -f api.Dockerfile --secret id=bundle_config,src="$HOME/.bundle/config" .
#   run         docker run --read-only --cap-drop ALL --security-opt no-new-privileges --tmpfs /tmp -p 127.0.0.1:9292:9292 api
#   regenerate  npm create secure-dockerfile -- update

# --- build: gems as services/api/Gemfile.lock has them, without those of development --------------------------
FROM ruby:3.4.7-trixie@sha256:44b62de0579e50831d37c2f7acc8e41c205852e8f39e9081c0ea4755d70921cc AS build

ENV GEM_HOME=/opt/gems BUNDLE_PATH__SYSTEM=1 BUNDLE_DEPLOYMENT=1 BUNDLE_WITHOUT=development:test \
    BUNDLE_GEMFILE=/app/services/api/Gemfile RACK_ENV=production

WORKDIR /app

RUN --mount=type=bind,source=services/api/Gemfile,target=services/api/Gemfile \
    --mount=type=bind,source=services/api/Gemfile.lock,target=services/api/Gemfile.lock \
    --mount=type=bind,source=.ruby-version,target=.ruby-version \
    --mount=type=bind,source=libs/money,target=libs/money \
    --mount=type=cache,id=gems,target=/opt/gems/cache,sharing=locked \
    --mount=type=cache,id=rubygems,target=/root/.gem,sharing=locked \
    --mount=type=secret,id=bundle_config,target=/root/.bundle/config \
    bundle install \
 && rm -rf /opt/gems/bin/bundle* /root/.bundle/cache

COPY . .

# --- runtime: no package manager, no set-id file, nothing that the process may change -------------------------
FROM ruby:3.4.7-slim-trixie@sha256:1b2774ba9105d44048a92e4a412f6f316403c8c60692f76bee3f758a55d7853e AS runtime

ENV GEM_HOME=/opt/gems BUNDLE_PATH__SYSTEM=1 BUNDLE_DEPLOYMENT=1 BUNDLE_WITHOUT=development:test \
    BUNDLE_GEMFILE=/app/services/api/Gemfile RUBYOPT=-rbundler/setup PATH=/opt/gems/bin:/usr/local/bin:/usr/bin:/bin \
    RACK_ENV=production RUBY_YJIT_ENABLE=1

RUN rm -rf /usr/local/bundle /usr/local/bin/gem /usr/local/bin/bundle* /usr/bin/gem* /usr/bin/bundle*

WORKDIR /app

RUN find / -xdev -type f -perm /6000 -exec chmod a-s {} + \
 && test -z "$(find / -xdev -type f -perm /6000 -print -quit)"

COPY --from=build /opt/gems /opt/gems
COPY --from=build /app/services/api /app/services/api
COPY --from=build /app/libs/money /app/libs/money

WORKDIR /app/services/api

USER 10001:10001

EXPOSE 9292

STOPSIGNAL SIGTERM

HEALTHCHECK --interval=30s \
            --timeout=3s \
            --start-period=10s \
            --retries=3 \
            CMD ["ruby", "--disable=gems,rubyopt", "-rnet/http", "-e", "http = Net::HTTP.start('127.0.0.1', 9292, open_timeout: 2, read_timeout: 2); exit http.get('/healthz').code.to_i < 400"]

ENTRYPOINT ["puma"]

CMD ["-b", "tcp://0.0.0.0:9292"]
