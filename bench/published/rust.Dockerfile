# As the Rust image's own page shows it: two stages, the program installed by cargo.
FROM PARENT AS builder
WORKDIR /usr/src/app
COPY . .
RUN cargo install --path .

FROM PARENT_RUNTIME
COPY --from=builder /usr/local/cargo/bin/ledger /usr/local/bin/ledger
CMD ["ledger"]
