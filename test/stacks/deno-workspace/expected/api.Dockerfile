# check=error=true

# api: Oak, Deno 2.9.6. Written by create-secure-dockerfile; your edits are kept.
#
#   build       docker build -t api -f api.Dockerfile .
#   run         docker run --read-only --cap-drop ALL --security-opt no-new-privileges --tmpfs /tmp -p 127.0.0.1:8000:8000 api
#   regenerate  npm create secure-dockerfile -- update

# --- build: modules as deno.lock has them ---------------------------------------------------------------------
FROM denoland/deno:2.9.6@sha256:836c02b3c2a62307bd243daf8802d1d9d899b9126d3fa7716e6ba24249e23646 AS build

ENV DENO_DIR=/deno-cache DENO_NO_UPDATE_CHECK=1 DENO_NO_PROMPT=1

WORKDIR /app

RUN --mount=type=bind,source=deno.json,target=deno.json \
    --mount=type=bind,source=api/deno.json,target=api/deno.json \
    --mount=type=bind,source=packages/prices/deno.json,target=packages/prices/deno.json \
    --mount=type=bind,source=deno.lock,target=deno.lock \
    deno install --frozen

COPY . .

WORKDIR /app/api

RUN --network=none deno cache --frozen main.ts

# --- runtime: the sources and their modules, which the process may read and not change ------------------------
FROM debian:trixie-slim@sha256:ab85fdb48330b487130751193ec962ba64ec1dbe081cfc0c2df343a4c804ad27 AS runtime

ENV DENO_DIR=/deno-cache DENO_NO_UPDATE_CHECK=1 DENO_NO_PROMPT=1

WORKDIR /app

RUN find / -xdev -type f -perm /6000 -exec chmod a-s {} + \
 && test -z "$(find / -xdev -type f -perm /6000 -print -quit)"

COPY --from=build /usr/bin/deno /usr/local/bin/deno
COPY --from=build /deno-cache /deno-cache
COPY --from=build /app ./

WORKDIR /app/api

USER 10001:10001

EXPOSE 8000

STOPSIGNAL SIGTERM

HEALTHCHECK --interval=30s \
            --timeout=3s \
            --start-period=10s \
            --retries=3 \
            CMD ["deno", "run", "--no-config", "--no-lock", "--allow-net=127.0.0.1", "data:application/javascript,const r = await fetch(`http://127.0.0.1:8000/`, { redirect: 'manual', signal: AbortSignal.timeout(2000) }); Deno.exit(r.status < 500 ? 0 : 1)"]

# ends at SIGTERM at once, unless the program listens for it: the first process of a container gets no default
ENTRYPOINT ["deno", "run", "--cached-only", "--frozen", "--preload", "data:application/javascript,for (const s of ['SIGTERM', 'SIGINT']) Deno.addSignalListener(s, () => Deno.exit(143))", "--allow-net", "main.ts"]
