# As the Go image's own page shows it.
FROM PARENT
WORKDIR /usr/src/app
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN go build -v -o /usr/local/bin/app ./cmd/ledger
CMD ["app"]
