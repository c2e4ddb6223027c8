# check=error=true

# services/shop: Go 1.26. Written by create-secure-dockerfile; your edits are kept.
#
#   build       docker build -t shop -f shop.Dockerfile .
#   private     docker build -t shop -f shop.Dockerfile --secret id=npmrc,src="$HOME/.npmrc" .
#   run         docker run --read-only --cap-drop ALL --security-opt no-new-privileges --tmpfs /tmp -p 127.0.0.1:8080:8080 shop
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

# --- build: modules as go.sum has them; compiled without a network --------------------------------------------
FROM golang:1.26-trixie@sha256:403d95b1709212e3334b9b429b2cc21cfd40ea6eb7ab08c306b1f0dac2efd0d5 AS build

ENV CGO_ENABLED=0 \
    GOTOOLCHAIN=local

WORKDIR /src

COPY . .
COPY --from=frontend /app/services/shop/web/dist ./services/shop/web/dist
COPY <<'EOF' /probe/main.go
package main
import ("bufio"; "cmp"; "fmt"; "net"; "os"; "time")

func main() {
	status, address := 500, "127.0.0.1:"+cmp.Or(os.Getenv("PORT"), os.Args[1])
	if server, err := net.DialTimeout("tcp", address, 2*time.Second); err == nil {
		server.SetDeadline(time.Now().Add(2 * time.Second))
		fmt.Fprintf(server, "GET %s HTTP/1.0\r\nHost: %s\r\n\r\n", os.Args[2], address)
		fmt.Fscanf(bufio.NewReader(server), "HTTP/1.%d %d", new(int), &status)
	}
	if status >= 400 { os.Exit(1) }
}
EOF

WORKDIR /src/services/shop

RUN --network=none \
    --mount=type=cache,id=go-mod,target=/go/pkg/mod,sharing=locked \
    --mount=type=cache,id=go-build,target=/root/.cache/go-build,sharing=locked \
    go build -trimpath -buildvcs=false -ldflags='-s -w' -o /out/program . \
 && CGO_ENABLED=0 GOWORK=off go build -trimpath -ldflags='-s -w' -o /out/healthcheck /probe/main.go

# --- runtime: the program, and nothing that the process may change --------------------------------------------
FROM gcr.io/distroless/static-debian13:nonroot@sha256:fa4c9cebcd3b917a79bd07fff7bd6707c6bea0be05c42f6278d4e4c81ebbf9b9 AS runtime

USER 0:0

WORKDIR /app

COPY --from=build /out/healthcheck /healthcheck
COPY --from=build /out/program /app/shop

USER 65532:65532

EXPOSE 8080

STOPSIGNAL SIGTERM

HEALTHCHECK --timeout=3s \
            --start-period=10s \
            CMD ["/healthcheck", "8080", "/healthz"]

ENTRYPOINT ["/app/shop"]
