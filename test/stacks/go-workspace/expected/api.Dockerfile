# check=error=true

# services/api: Go 1.26. Written by create-secure-dockerfile; your edits are kept.
#
#   build       docker build -t api -f api.Dockerfile .
#   private     docker build -t api -f api.Dockerfile --secret id=netrc,src="$HOME/.netrc" .
#   run         docker run --read-only --cap-drop ALL --security-opt no-new-privileges --tmpfs /tmp -p 127.0.0.1:8080:8080 api
#   regenerate  npm create secure-dockerfile -- update

# --- build: modules as go.sum has them; compiled without a network --------------------------------------------
FROM golang:1.26-trixie@sha256:403d95b1709212e3334b9b429b2cc21cfd40ea6eb7ab08c306b1f0dac2efd0d5 AS build

ENV CGO_ENABLED=0 \
    GOTOOLCHAIN=local

WORKDIR /src

RUN --mount=type=bind,source=go.work,target=go.work \
    --mount=type=bind,source=services/api/go.mod,target=services/api/go.mod \
    --mount=type=bind,source=services/api/go.sum,target=services/api/go.sum \
    --mount=type=bind,source=libs/money/go.mod,target=libs/money/go.mod \
    --mount=type=cache,id=go-mod,target=/go/pkg/mod,sharing=locked \
    --mount=type=cache,id=go-build,target=/root/.cache/go-build,sharing=locked \
    --mount=type=secret,id=netrc,target=/root/.netrc \
    go mod download \
 && GOMODCACHE=/modules GOPROXY=file:///go/pkg/mod/cache/download GONOPROXY=none go mod download

COPY . .

WORKDIR /src/services/api

RUN --network=none \
    --mount=type=cache,id=go-mod,target=/go/pkg/mod,sharing=locked \
    --mount=type=cache,id=go-build,target=/root/.cache/go-build,sharing=locked \
    GOPROXY=file:///modules/cache/download GONOPROXY=none go build -trimpath -buildvcs=false -ldflags='-s -w' -o \
        /out/program .

# --- runtime: the program, and nothing that the process may change --------------------------------------------
FROM gcr.io/distroless/static-debian13:nonroot@sha256:fa4c9cebcd3b917a79bd07fff7bd6707c6bea0be05c42f6278d4e4c81ebbf9b9 AS runtime

ENV PORT=8080

USER 0:0

WORKDIR /app

COPY --from=build /out/program /app/api

USER 65532:65532

EXPOSE 8080

STOPSIGNAL SIGTERM

HEALTHCHECK NONE

ENTRYPOINT ["/app/api"]
