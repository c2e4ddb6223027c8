# As Docker's guide to Go shows it: two stages, the second without a shell.
FROM PARENT AS build-stage
WORKDIR /app
COPY go.mod go.sum ./
RUN go mod download
COPY . ./
RUN CGO_ENABLED=0 GOOS=linux go build -o /service ./cmd/ledger

FROM PARENT_RUNTIME AS build-release-stage
WORKDIR /
COPY --from=build-stage /service /service
EXPOSE 8080
USER nonroot:nonroot
ENTRYPOINT ["/service"]
