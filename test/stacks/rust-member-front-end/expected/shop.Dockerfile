# check=error=true

# services/shop: Rust 1, Axum. Written by create-secure-dockerfile; your edits are kept.
#
#   build       docker build -t shop -f shop.Dockerfile .
#   private     docker build -t shop -f shop.Dockerfile --secret id=cargo_credentials,src="$HOME/.cargo/credentials.toml" --secret id=npmrc,src="$HOME/.npmrc" .
#   run         docker run --read-only --cap-drop ALL --security-opt no-new-privileges --tmpfs /tmp -p 127.0.0.1:3001:3001 shop
#   regenerate  npm create secure-dockerfile -- update

# --- manifests: what an install reads, of every member of the workspace ---------------------------------------
FROM node:24-alpine@sha256:8c0165dbe6d9801aa02966d5072954399d3075c8aadf2fad5d095e83799e650c AS manifests

WORKDIR /app

COPY . .

RUN find . -type f -not -name package.json -not -path ./package-lock.json -delete

# --- frontend: installed from the lock file, install scripts off; built without a network ---------------------
FROM node:24-alpine@sha256:8c0165dbe6d9801aa02966d5072954399d3075c8aadf2fad5d095e83799e650c AS frontend

WORKDIR /app

COPY --from=manifests /app ./

RUN --mount=type=cache,id=npm,target=/root/.npm,sharing=locked \
    --mount=type=secret,id=npmrc,target=/root/.npmrc \
    npm ci --ignore-scripts --no-audit --no-fund --workspace=services/shop/web --include-workspace-root

COPY . .

RUN --network=none npm run build --workspace=services/shop/web

# --- plan: the manifests, and emptied sources: only a new dependency changes it -------------------------------
FROM rust:1-alpine@sha256:4854a0ade7330c8e8a65ba9583fdc8a44547b4aac8e9e5f3d8bb0d3619277f03 AS plan

ENV EMPTY="#![allow(dead_code, missing_docs, unused_crate_dependencies)] fn main() {}"

WORKDIR /app

COPY . .

RUN find . -type f ! -name Cargo.toml ! -name Cargo.lock ! -path '*/.cargo/*' ! -name '*.rs' -delete \
 && find . -type f -name '*.rs' -exec sh -c 'for file; do echo "$EMPTY" > "$file"; done' _ {} +

# --- build: packages as Cargo.lock has them; compiled without a network ---------------------------------------
FROM rust:1-alpine@sha256:4854a0ade7330c8e8a65ba9583fdc8a44547b4aac8e9e5f3d8bb0d3619277f03 AS build

ENV CARGO_TARGET_DIR=/target

WORKDIR /app

COPY --from=plan /app /app

WORKDIR /app/services/shop

RUN --mount=type=secret,id=cargo_credentials,target=/usr/local/cargo/credentials.toml \
    cargo fetch --locked
RUN --network=none cargo install --frozen --no-track --root /out --path . --bin ledger

COPY . /app

RUN find /app -type f -name '*.rs' -exec touch {} +
RUN --network=none cargo install --frozen --no-track --force --root /out --path . --bin ledger

# --- runtime: the program, and nothing that the process may change --------------------------------------------
FROM alpine:3.24@sha256:c7718b7fc750c51aee12b0fa58164a9e02e971a728e082408fddc41c01d76c7a AS runtime

ENV PORT=3001

WORKDIR /app

RUN find / -xdev -type f -perm /6000 -exec chmod a-s {} + \
 && test -z "$(find / -xdev -type f -perm /6000 -print -quit)"

COPY --from=build /out/bin/ledger /app/ledger
COPY --from=frontend /app/services/shop/web/dist /app/services/shop/web/dist

WORKDIR /app/services/shop

USER 10001:10001

EXPOSE 3001

STOPSIGNAL SIGTERM

HEALTHCHECK --timeout=3s \
            --start-period=10s \
            CMD ["wget", "-q", "-O", "/dev/null", "http://127.0.0.1:3001/healthz"]

ENTRYPOINT ["/app/ledger"]
