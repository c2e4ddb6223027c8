# check=error=true

# server: Mist, Gleam 1.18.1 on OTP 28. Written by create-secure-dockerfile; your edits are kept.
#
#   build       docker build -t server -f server.Dockerfile .
#   run         docker run --read-only --cap-drop ALL --security-opt no-new-privileges --tmpfs /tmp -p 127.0.0.1:8000:8000 server
#   regenerate  npm create secure-dockerfile -- update

# --- build: packages as manifest.toml has them; compiled without a network ------------------------------------
FROM erlang:28@sha256:37fc16dc79bbd4e8479019ffe67abfe53840a637c519d11ec0bba084cf834302 AS build

COPY --from=ghcr.io/gleam-lang/gleam:v1.18.1-scratch@sha256:452ef66fd667089b24d5b76fed8ff2fb8e0d1308e0f1c03122f69836fa354da2 /bin/gleam /usr/local/bin/gleam

WORKDIR /app

COPY . .

WORKDIR /app/server

RUN --mount=type=cache,id=gleam,target=/root/.cache/gleam,sharing=locked gleam deps download
RUN --network=none gleam export erlang-shipment

# --- runtime: what was compiled, and nothing that the process may change --------------------------------------
FROM erlang:28-slim@sha256:b40d051360c23823f2807cc1958cfe84fb6747ff6196dc96689cfab66dc87e7a AS runtime

ENV PORT=8000

RUN rm -f /usr/local/bin/rebar3

WORKDIR /app

RUN find / -xdev -type f -perm /6000 -exec chmod a-s {} + \
 && test -z "$(find / -xdev -type f -perm /6000 -print -quit)"

COPY --from=build /app/server/build/erlang-shipment ./

USER 10001:10001

EXPOSE 8000

STOPSIGNAL SIGTERM

HEALTHCHECK --interval=30s \
            --timeout=3s \
            --start-period=10s \
            --retries=3 \
            CMD ["perl", "-MIO::Socket::INET", "-e", "alarm 2; my $s = IO::Socket::INET->new('127.0.0.1:' . ($ENV{PORT} // 8000)) or die; print $s 'GET /healthz HTTP/1.0', \"\\r\\nHost: localhost\\r\\n\\r\\n\"; <$s> =~ / [23]\\d\\d / or die"]

ENTRYPOINT ["/app/entrypoint.sh"]

CMD ["run"]
