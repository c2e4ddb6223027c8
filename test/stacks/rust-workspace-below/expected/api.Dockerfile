# check=error=true

# backend/services/api: Rust 1, Axum. Written by create-secure-dockerfile; your edits are kept.
#
#   build       docker build -t api -f api.Dockerfile .
#   private     docker build -t api -f api.Dockerfile --secret id=cargo_credentials,src="$HOME/.cargo/credentials.toml" .
#   run         docker run --read-only --cap-drop ALL --security-opt no-new-privileges --tmpfs /tmp -p 127.0.0.1:3001:3001 api
#   regenerate  npm create secure-dockerfile -- update

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

WORKDIR /app/backend

RUN --mount=type=secret,id=cargo_credentials,target=/usr/local/cargo/credentials.toml \
    cargo fetch --locked
RUN --network=none cargo install --frozen --no-track --root /out --path services/api --bin api

COPY . /app

RUN find /app -type f -name '*.rs' -exec touch {} +
RUN --network=none cargo install --frozen --no-track --force --root /out --path services/api --bin api

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
COPY --from=build /app/backend/services/api/static /app/backend/services/api/static
COPY --from=build /out/bin/api /app/api

WORKDIR /app/backend/services/api

USER 65532:65532

EXPOSE 3001

STOPSIGNAL SIGTERM

HEALTHCHECK --timeout=3s \
            --start-period=10s \
            CMD ["/healthcheck", "3001", "/healthz", "PORT"]

ENTRYPOINT ["/app/api"]
