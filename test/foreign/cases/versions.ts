import type { Given } from '../../../src/core/answers.ts';
import type { ForeignCase } from '../adopt-case.ts';

/** A project, the images of a Dockerfile in it, what is taken from them, and what is said. */
type Row = readonly [project: ForeignCase['project'], images: string, answers: Given, ...notes: string[]];

/** Against the project's own files: what leaves the choice gives way to FROM, and what names a version does not. */
/** Files that leave the version open. */
const FLASK = {
  'pyproject.toml': '[project]\nname = "orders"\nrequires-python = ">=3.11"\ndependencies = ["flask", "gunicorn"]\n',
  'app.py': 'from flask import Flask\napp = Flask(__name__)\n',
};
const RACK = { Gemfile: 'ruby ">= 3.2"\ngem "rack"\ngem "puma"\n', 'config.ru': 'run ->(env) { [200, {}, []] }\n' };

const ROWS: readonly Row[] = [
  ['go-server', 'golang:1.27-alpine → gcr.io/distroless/static', { runtimeVersion: '1.27' }],
  ['go-server', 'golang:1.26 → alpine:3.22', { base: 'alpine' }],
  ['go-server', 'golang:1.21 → scratch', {}, 'Dockerfile:1 says version 1.21, but go.mod go says 1.26 and counts'],
  ['go-server', 'golang:1 → debian', { base: 'slim' }],
  [FLASK, 'python:3.12-slim', { runtimeVersion: '3.12' }],
  [FLASK, 'python:3.13 → gcr.io/distroless/python3-debian13', { runtimeVersion: '3.13', base: 'distroless' }],
  [
    FLASK,
    'python:3.12 → gcr.io/distroless/python3-debian12',
    { runtimeVersion: '3.12' },
    'Dockerfile:2 says base distroless, which is not taken over: --base distroless has Python 3.13 only',
  ],
  [FLASK, 'python:2.7', {}, 'Dockerfile:1 says version 2.7, but pyproject.toml requires-python says 3.14 and counts'],
  ['python-uv-fastapi', 'python:3', { runtimeVersion: '3.14' }],
  [
    'python-uv-fastapi',
    'python:3.12-slim',
    {},
    'Dockerfile:1 says version 3.12, but pyproject.toml requires-python says 3.14 and counts',
  ],
  [
    'python-pip-flask',
    'python:3.11-alpine',
    { base: 'alpine' },
    'Dockerfile:1 says version 3.11, but .python-version says 3.12 and counts',
  ],
  [RACK, 'ruby:3.4-slim', { runtimeVersion: '3.4' }],
  [RACK, 'ruby:3-alpine', { runtimeVersion: '3.4', base: 'alpine' }],
  [RACK, 'ruby:3.1', {}, 'Dockerfile:1 says version 3.1, but Gemfile ruby says 4.0 and counts'],
  [
    'ruby-sinatra',
    'ruby:3.3-alpine',
    { base: 'alpine' },
    'Dockerfile:1 says version 3.3, but Gemfile.lock RUBY VERSION says 3.4 and counts',
  ],
  ['php-slim', 'php:8.3-fpm-alpine', { runtimeVersion: '8.3', base: 'alpine' }],
  ['php-slim', 'dunglas/frankenphp:1-php8.4', { runtimeVersion: '8.4' }],
  ['java-maven-plain', 'maven:3.9-eclipse-temurin-25 → eclipse-temurin:25-jre', { runtimeVersion: '25' }],
  ['java-maven-plain', 'maven:3.9-eclipse-temurin-21 → gcr.io/distroless/java21-debian12', { base: 'distroless' }],
  [
    'java-maven-plain',
    'maven:3.9-eclipse-temurin-17 → eclipse-temurin:17-jre',
    {},
    'Dockerfile:2 says version 17, but pom.xml:7 says 21 and counts',
  ],
  [
    'java-maven-plain',
    'maven:3.9 → registry.example.com/platform/openjdk-25:1.4 RUN',
    { runtimeVersion: '25', base: 'registry.example.com/platform/openjdk-25:1.4' },
  ],
  ['java-gradle-ktor', 'gradle:9-jdk21 → amazoncorretto:21-alpine', { base: 'alpine' }],
  [
    'rust-axum',
    'rust:1.93 → debian:trixie-slim',
    { runtimeVersion: '1.93', base: 'slim' },
    'Dockerfile:1 asks for Rust 1.93, which gets no fixes any more',
  ],
  ['rust-axum', 'rust:1-alpine → alpine', { runtimeVersion: '1', base: 'alpine' }],
  [
    'elixir-plug',
    'hexpm/elixir:1.18.4-erlang-27.3.4-debian-bookworm-20250520-slim → debian:bookworm-slim',
    { runtimeVersion: '1.18-otp-27' },
  ],
  [
    'elixir-plug',
    'elixir:1.19-otp-28-alpine → scratch',
    { runtimeVersion: '1.19-otp-28' },
    'Dockerfile:2 says base distroless, which is not taken over: --base distroless has no shell',
  ],
  ['gleam-wisp', 'ghcr.io/gleam-lang/gleam:v1.17.0-erlang-alpine', { runtimeVersion: '1.17.0', base: 'alpine' }],
  [
    'gleam-wisp',
    'ghcr.io/gleam-lang/gleam:v1.6.3-erlang',
    {},
    'Dockerfile:1 says version 1.6.3, but gleam.toml gleam says 1.18.1 and counts',
  ],
  [
    'deno-hono-npm',
    'denoland/deno:alpine-2.8.3',
    { runtimeVersion: '2.8.3', base: 'alpine' },
    'Dockerfile:1 asks for Deno "2.8.3": only 2.9, the newest line, still gets fixes',
  ],
  [
    'deno-hono-npm',
    'denoland/deno:1.46.3',
    { runtimeVersion: '2.9.6' },
    'Dockerfile:1 asks for Deno "1.46.3", which gets no fixes any more',
  ],
  ['dotnet-web', 'mcr.microsoft.com/dotnet/sdk:10.0 → mcr.microsoft.com/dotnet/aspnet:10.0-alpine', { base: 'alpine' }],
  [
    'dotnet-web',
    'mcr.microsoft.com/dotnet/sdk:9.0 → mcr.microsoft.com/dotnet/aspnet:9.0',
    { base: 'slim' },
    'Dockerfile:2 says version 9.0, but Orders.csproj:4 says 10.0 and counts',
  ],
  ['swift-vapor', 'swift:6.2-noble → swift:6.2-noble-slim', { runtimeVersion: '6.2' }],
  [
    'swift-vapor',
    'swift:6.2-noble → gcr.io/distroless/cc-debian12',
    { runtimeVersion: '6.2' },
    'Dockerfile:2 says base distroless, which is not taken over: --base distroless has no image that runs what Swift builds here',
  ],
  [
    'haskell-cabal',
    'haskell:9.12 → debian:bookworm-slim',
    {},
    'Dockerfile:1 says version 9.12, but shop.cabal tested-with says 9.10 and counts',
  ],
  ['clojure-deps', 'clojure:temurin-21-tools-deps → eclipse-temurin:21-jre', { runtimeVersion: '21', base: 'slim' }],
  ['crystal-kemal', 'crystallang/crystal:1.17-alpine → alpine', { runtimeVersion: '1.17', base: 'alpine' }],
  ['dart-shelf', 'dart:3.9 → debian', { runtimeVersion: '3.9', base: 'slim' }],
  [
    'dart-shelf',
    'dart:2.19 → debian',
    { base: 'slim' },
    'Dockerfile:1 says version 2.19, but pubspec.yaml environment.sdk says 3.13 and counts',
  ],
  [
    'zig-program',
    'euantorano/zig:0.16.0 → debian',
    { base: 'slim' },
    'Dockerfile:1 says version 0.16.0, but build.zig.zon minimum_zig_version says 0.15 and counts',
  ],
  ['cpp-cmake', 'gcc:14 → debian:trixie-slim', { base: 'slim' }],
];

export const VERSIONS: readonly ForeignCase[] = ROWS.map(([project, images, answers, ...notes]) => ({
  name: `${images}, in ${typeof project === 'string' ? project : Object.keys(project).join(' and ')}`,
  project,
  dockerfile: dockerfileOf(images.split(' → ')),
  answers,
  notes,
}));

/** What ships is copied from the stage before it; `RUN` behind an image stands for a command in its stage. */
function dockerfileOf(images: readonly string[]): string {
  const stages = images.map((text, at) => {
    const [image, run] = text.split(' ');
    const copy = at === 0 ? '' : `COPY --from=s${at - 1} /out /out\n`;
    return `FROM ${image} AS s${at}\n${copy}${run === undefined ? '' : 'RUN true\n'}`;
  });
  return stages.join('');
}
