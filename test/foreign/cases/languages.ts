import type { ForeignCase } from '../adopt-case.ts';

/** As the generators and guides of other languages write them: what ours does in its own way is no loss. */
export const LANGUAGES: readonly ForeignCase[] = [
  {
    name: 'the one that Rails writes',
    project: 'ruby-rails',
    dockerfile: `FROM ruby:3.4-slim AS base
WORKDIR /rails
RUN apt-get update -qq && apt-get install --no-install-recommends -y curl libjemalloc2 libvips
ENV RAILS_ENV="production" BUNDLE_DEPLOYMENT="1" BUNDLE_PATH="/usr/local/bundle" BUNDLE_WITHOUT="development"

FROM base AS build
RUN apt-get update -qq && apt-get install --no-install-recommends -y build-essential git libyaml-dev pkg-config
COPY Gemfile Gemfile.lock ./
RUN bundle install && rm -rf ~/.bundle/ && bundle exec bootsnap precompile --gemfile
COPY . .
RUN bundle exec bootsnap precompile app/ lib/
RUN SECRET_KEY_BASE_DUMMY=1 ./bin/rails assets:precompile

FROM base
COPY --from=build "\${BUNDLE_PATH}" "\${BUNDLE_PATH}"
COPY --from=build /rails /rails
USER 10001:10001
`,
    answers: {},
    notes: ['installs in the image libjemalloc2 (line 3), libvips (line 3)'],
  },
  {
    name: 'a library by the name that only its own release has',
    project: 'ruby-native',
    dockerfile: `FROM ruby:3.4.7-slim
RUN apt-get update && apt-get install -y libvips42t64 libjemalloc2
WORKDIR /app
COPY . .
RUN bundle install
USER 10001:10001
`,
    answers: {},
    notes: ['installs in the image libjemalloc2 (line 2)'],
  },
  {
    name: 'the one that Phoenix writes',
    project: 'elixir-phoenix',
    dockerfile: `FROM hexpm/elixir:1.20-erlang-29 AS builder
RUN apt-get update && apt-get install -y --no-install-recommends build-essential git
WORKDIR /app
RUN mix local.hex --force && mix local.rebar --force
ENV MIX_ENV="prod"
COPY mix.exs mix.lock ./
RUN mix deps.get --only $MIX_ENV
RUN mix deps.compile
RUN mix assets.setup
COPY . .
RUN mix compile
RUN mix assets.deploy
RUN mix release

FROM debian:trixie-slim
RUN apt-get update && apt-get install -y --no-install-recommends locales
WORKDIR /app
ENV MIX_ENV="prod"
COPY --from=builder --chown=nobody:root /app/_build/prod/rel/orders_api ./
USER 10001:10001
CMD ["/app/bin/server"]
`,
    answers: { runtimeVersion: '1.20-otp-29' },
    notes: ['installs in the image locales (line 16)'],
  },
  {
    name: 'Maven in two stages, with a profile once',
    project: 'java-maven-spring-boot',
    dockerfile: `FROM maven:3.9-eclipse-temurin-21 AS build
COPY pom.xml .
RUN mvn -B dependency:go-offline
COPY src src
RUN mvn -B clean package -DskipTests
RUN mvn -B -Pdocs package

FROM eclipse-temurin:21-jre
COPY --from=build /target/*.jar app.jar
USER 10001:10001
ENTRYPOINT ["java", "-jar", "/app.jar"]
`,
    answers: {},
    notes: ['Dockerfile:8 says version 21, but pom.xml:12 says 25 and counts', 'runs mvn -B -Pdocs package (line 6)'],
  },
  {
    name: 'uv, as its guide has it',
    project: 'python-uv-fastapi',
    dockerfile: `FROM python:3.13-slim
COPY --from=ghcr.io/astral-sh/uv:0.9.1 /uv /uvx /bin/
ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_NO_DEV=1
WORKDIR /app
COPY . .
RUN uv sync --locked
ENV PATH="/app/.venv/bin:$PATH"
USER 10001:10001
`,
    answers: { runtimeVersion: '3.13' },
    notes: [],
  },
  {
    name: 'releases and tools of languages in variables, which ours has in its own way',
    project: 'go-server',
    dockerfile: `ARG GO_VERSION=1.27
FROM golang:\${GO_VERSION} AS build
ENV GO_VERSION=1.27 GOTOOLCHAIN=local CARGO_HOME=/cargo LEDGER_REGION=eu
WORKDIR /src
COPY . .
RUN go build -o /ledger .

FROM debian:trixie-slim
COPY --from=build /ledger /usr/local/bin/
USER 10001:10001
ENTRYPOINT ["ledger"]
`,
    answers: { runtimeVersion: '1.27', base: 'slim' },
    notes: ['sets for the build ENV LEDGER_REGION (line 3)'],
  },
  {
    name: 'a program that is compiled, copied and started, and what else is copied',
    project: 'rust-axum',
    dockerfile: `FROM rust:1-slim AS build
WORKDIR /src
COPY . .
RUN cargo build --release

FROM debian:trixie-slim
COPY --from=build /src/target/release/shop /shop
COPY --from=build /src/assets /assets
USER 10001:10001
CMD ["/shop"]
`,
    answers: { runtimeVersion: '1', base: 'slim' },
    notes: ['copies into the image assets (line 8)'],
  },
  {
    name: 'a jar, which distroless starts itself, with a front end that is built by a script',
    project: 'java-maven-spring-boot',
    dockerfile: `FROM node:24 AS ui
WORKDIR /ui
COPY ui .
RUN npm ci && npm run build

FROM maven:3.9-eclipse-temurin-25 AS build
COPY . .
COPY --from=ui /ui/dist src/main/resources/static
RUN mvn -B package

FROM gcr.io/distroless/java25-debian13
COPY --from=build /target/orders.jar /app.jar
USER 65532:65532
CMD ["/app.jar"]
`,
    answers: { base: 'distroless' },
    notes: [],
  },
  {
    name: 'a program that distroless starts with Python',
    project: 'python-script',
    dockerfile: `FROM python:3.13-slim AS build
COPY . /app

FROM gcr.io/distroless/python3-debian13
WORKDIR /app
COPY --from=build /app .
USER 65532:65532
CMD ["main.py"]
`,
    answers: { runtimeVersion: '3.13', base: 'distroless' },
    notes: [],
  },
];
