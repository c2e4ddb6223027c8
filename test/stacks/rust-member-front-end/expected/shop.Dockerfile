# check=error=true

# services/shop: Rust 1, Axum. Written by create-secure-dockerfile; your edits are kept.
#
#   build       docker build -t shop -f shop.Dockerfile .
#   private     docker build -t shop -f shop.Dockerfile --secret id=cargo_credentials,src="$HOME/.cargo/credentials.toml" --secret id=npmrc,src="$HOME/.npmrc" .
#   run         docker run --read-only --cap-drop ALL --security-opt no-new-privileges --tmpfs /tmp -p 127.0.0.1:3001:3001 shop
#   regenerate  npm create secure-dockerfile -- update

# --- manifests: what an install reads, of every member of the workspace ---------------------------------------
FROM node:24-trixie-slim@sha256:027dc419c9baae5265c2a73378c289cbc17ec955f5c8403947bd4a7561bc5530 AS manifests

WORKDIR /app

COPY . .

RUN find . -type f -not -name package.json -not -path ./package-lock.json -delete

# --- frontend: installed from the lock file, install scripts off; built without a network ---------------------
FROM node:24-trixie-slim@sha256:027dc419c9baae5265c2a73378c289cbc17ec955f5c8403947bd4a7561bc5530 AS frontend

WORKDIR /app

COPY --from=manifests /app ./

RUN --mount=type=cache,id=npm,target=/root/.npm,sharing=locked \
    --mount=type=secret,id=npmrc,target=/root/.npmrc \
    npm ci --ignore-scripts --no-audit --no-fund --workspace=services/shop/web --include-workspace-root

COPY . .

RUN --network=none npm run build --workspace=services/shop/web

# --- plan: the manifests, and emptied sources: only a new dependency changes it -------------------------------
FROM rust:1-slim-trixie@sha256:3abdbbdbe94ce753a0d44fb0f35abf1c2f1a25e57a1d585cbd2322586eaf4f88 AS plan

ENV EMPTY="#![allow(dead_code, missing_docs, unused_crate_dependencies)] fn main() {}"

WORKDIR /app

COPY . .

RUN find . -type f ! -name Cargo.toml ! -name Cargo.lock ! -path '*/.cargo/*' ! -name '*.rs' -delete \
 && find . -type f -name '*.rs' -exec sh -c 'for file; do echo "$EMPTY" > "$file"; done' _ {} +

# --- build: packages as Cargo.lock has them; compiled without a network ---------------------------------------
FROM rust:1-slim-trixie@sha256:3abdbbdbe94ce753a0d44fb0f35abf1c2f1a25e57a1d585cbd2322586eaf4f88 AS build

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

COPY <<'EOF' /probe.rs
use std::{env::*, io::*, net::TcpStream};
fn main() -> Result<()> {
    let [port, path, name] = [1, 2, 3].map(|at| args().nth(at).unwrap_or_default());
    let (mut server, mut answer) = (TcpStream::connect(format!("127.0.0.1:{}", var(name).unwrap_or(port)))?, [0; 4096]);
    write!(server, "GET {path} HTTP/1.0\r\nHost: localhost\r\n\r\n")?;
    server.read(&mut answer)?;
    if b"23".contains(&answer[9]) { Ok(()) } else { Err(Error::other(String::from_utf8_lossy(&answer[..12]))) }
}
EOF

RUN --network=none rustc -O --edition 2021 -C panic=abort -C strip=symbols -o /out/healthcheck /probe.rs

# --- runtime: the program, and nothing that the process may change --------------------------------------------
FROM gcr.io/distroless/cc-debian13:nonroot@sha256:8d90aef8f982bed24808818011010922c7398738c67064f51bc29bb7c93de658 AS runtime

ENV PORT=3001

USER 0:0

WORKDIR /app

COPY --from=build /out/healthcheck /healthcheck
COPY --from=build /out/bin/ledger /app/ledger
COPY --from=frontend /app/services/shop/web/dist /app/services/shop/web/dist

WORKDIR /app/services/shop

USER 65532:65532

EXPOSE 3001

STOPSIGNAL SIGTERM

HEALTHCHECK --timeout=3s \
            --start-period=10s \
            CMD ["/healthcheck", "3001", "/healthz", "PORT"]

ENTRYPOINT ["/app/ledger"]
