# check=error=true

# services/api: Plug, Elixir 1.20 on OTP 29. Written by create-secure-dockerfile; your edits are kept.
#
#   build       docker build -t api -f api.Dockerfile .
#   private     docker build -t api -f api.Dockerfile --secret id=hex_config,src="$HOME/.hex/hex.config" .
#   run         docker run --read-only --cap-drop ALL --security-opt no-new-privileges --tmpfs /tmp -p 127.0.0.1:4001:4001 api
#   regenerate  npm create secure-dockerfile -- update

# --- build: packages as mix.lock has them; compiled into a release --------------------------------------------
FROM elixir:1.20-otp-29@sha256:97a34df4d96adda7ecbd165314c0817ea6f97c7794bc46112e69fc2de69d22db AS build

ENV MIX_ENV=prod \
    LANG=C.UTF-8

WORKDIR /app

COPY . .

WORKDIR /app/services/api

RUN --mount=type=cache,id=hex,target=/root/.hex/packages,sharing=locked \
    --mount=type=secret,id=hex_config,target=/root/.hex/hex.config \
    mix 'do' local.hex --force + local.rebar --force \
 && mix 'do' deps.get --only prod --check-locked + deps.compile
RUN --network=none mix 'do' compile + release

# --- runtime: the release, and nothing that the process may change --------------------------------------------
FROM debian:trixie-slim@sha256:ab85fdb48330b487130751193ec962ba64ec1dbe081cfc0c2df343a4c804ad27 AS runtime

ENV LANG=C.UTF-8 RELEASE_TMP=/tmp RELEASE_DISTRIBUTION=none

WORKDIR /app

RUN find / -xdev -type f -perm /6000 -exec chmod a-s {} + \
 && test -z "$(find / -xdev -type f -perm /6000 -print -quit)"

COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
COPY --from=build /app/services/api/_build/prod/rel/shop ./

USER 10001:10001

EXPOSE 4001

STOPSIGNAL SIGTERM

HEALTHCHECK --interval=30s \
            --timeout=3s \
            --start-period=10s \
            --retries=3 \
            CMD ["perl", "-MIO::Socket::INET", "-e", "alarm 2; my $s = IO::Socket::INET->new('127.0.0.1:4001') or die; print $s 'GET / HTTP/1.0', \"\\r\\nHost: localhost\\r\\n\\r\\n\"; <$s> =~ / [2-4]\\d\\d / or die"]

ENTRYPOINT ["/app/bin/shop"]

CMD ["start"]
