import { describe, expect, test } from 'vitest';
import { readEarlier } from '../../src/foreign/read.ts';
import { stacks } from '../../src/stacks/index.ts';

const read = (...lines: string[]) => readEarlier('Dockerfile', ['FROM debian', ...lines, ''].join('\n'), '.', stacks);

describe('the credential that an install is handed', () => {
  test.each([
    ['NPM_TOKEN'],
    ['NODE_AUTH_TOKEN'],
    ['FONTAWESOME_TOKEN'],
    ['GITHUB_PACKAGES_TOKEN'],
    ['ARTIFACTORY_PASSWORD'],
    ['PIP_INDEX_PASSWORD'],
    ['UV_INDEX_ACME_PASSWORD'],
    ['POETRY_HTTP_BASIC_ACME_PASSWORD'],
    ['BUNDLE_ACCESS_TOKEN'],
    ['CARGO_REGISTRIES_ACME_TOKEN'],
    ['MAVEN_PASSWORD'],
    ['GRADLE_API_TOKEN'],
    ['COMPOSER_AUTH_TOKEN'],
    ['NUGET_API_TOKEN'],
    ['HEX_API_TOKEN'],
    ['GOPROXY_PASSWORD'],
    ['DENO_AUTH_TOKENS'],
  ])('by the argument %s', (name) => {
    expect(read(`ARG ${name}`).install).toMatchObject({ value: name, by: 'argument' });
  });

  test.each([
    ['/root/.npmrc'],
    ['/app/.yarnrc.yml'],
    ['/root/.netrc'],
    ['/etc/pip.conf'],
    ['/root/.config/pypoetry/auth.toml'],
    ['/root/.config/pdm/config.toml'],
    ['/root/.m2/settings.xml'],
    ['/root/.gradle/gradle.properties'],
    ['/root/.sbt/.credentials'],
    ['/root/.lein/profiles.clj'],
    ['/app/auth.json'],
    ['/root/.nuget/NuGet/NuGet.Config'],
    ['/root/.gemrc'],
    ['/root/.bundle/config'],
    ['/usr/local/cargo/credentials.toml'],
    ['/root/.config/dart/pub-tokens.json'],
  ])('by the file %s', (target) => {
    expect(read(`RUN --mount=type=secret,id=ours,target=${target} make`).install).toMatchObject({ value: 'ours' });
  });

  test('by a variable of any name where NuGet restores', () => {
    expect(read('RUN --mount=type=secret,id=feed,env=ACME_FEED dotnet restore').install?.value).toBe('feed');
    expect(read('RUN --mount=type=secret,id=feed,env=ACME_FEED dotnet build').install).toBeNull();
  });

  test.each([['SENTRY_AUTH_TOKEN'], ['PUBSUB_TOKEN'], ['GITHUB_TOKEN'], ['PIPELINE_TOKEN']])('is not %s', (name) => {
    expect(read(`ARG ${name}`).install).toBeNull();
  });
});
