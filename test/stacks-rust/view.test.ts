import { describe, expect, it, test } from 'vitest';
import type { Given } from '../../src/core/answers.ts';
import { generate } from '../generate.ts';
import { memoryProject } from '../helpers.ts';
import { crate, detected, type Files, lock, server } from './helpers.ts';

const FILES = { 'Cargo.toml': crate(['axum']), 'Cargo.lock': lock('shop', 'axum', 'tokio') };
const web = (line: string, files: Files = {}): Files => ({ ...FILES, ...server(line), ...files });

/** The Dockerfile that a project comes to. */
function dockerfile(files: Files, given: Given = {}): string {
  const { files: rendered } = generate(memoryProject(files), given);
  return rendered.find(({ path }) => path.endsWith('Dockerfile'))?.text ?? '';
}

describe('the signal that ends a program', () => {
  test.each<[string, string, string | null]>([
    ['Tokio', 'signal(SignalKind::terminate())?.recv().await;', 'SIGTERM'],
    ['a library', 'Toplevel::new(run).catch_signals().await;', 'SIGTERM'],
    ['signal-hook', 'signal_hook::flag::register(SIGTERM, flag)?;', 'SIGTERM'],
    ['Ctrl-C alone', 'tokio::signal::ctrl_c().await?;', 'SIGINT'],
    ['ctrlc', 'ctrlc::set_handler(stop)?;', 'SIGINT'],
    ['none', 'axum::serve(listener, app).await;', null],
  ])('%s', (_, line, signal) => {
    expect(detected(web(line)).facts?.stopSignal).toBe(signal);
  });

  it.each(['actix-web', 'rocket', 'loco-rs'])('is what %s listens for by itself', (dependency) => {
    expect(detected({ 'Cargo.toml': crate([dependency]), ...server('') }).facts?.stopSignal).toBe('SIGTERM');
  });

  it('is passed on where the program does not listen', () => {
    const text = dockerfile(web('axum::serve(listener, app).await;'));
    expect(text).toContain("'tini=0.19.*'");
    expect(text).toContain('COPY --from=build /usr/bin/tini-static /tini');
    expect(text).toContain('ENTRYPOINT ["/tini", "--", "/app/shop"]');
    expect(dockerfile(web('axum::serve(listener, app).await;'), { base: 'alpine' })).toContain(
      'apk add --no-cache tini-static=~0',
    );
  });

  it('needs nobody where it does', () => {
    const text = dockerfile(web('tokio::signal::ctrl_c().await?;'));
    expect(text).toContain('STOPSIGNAL SIGINT');
    expect(text).toContain('ENTRYPOINT ["/app/shop"]');
  });
});

describe('dependencies in a layer of their own', () => {
  const layer = 'COPY --from=plan /app /app';
  const files = web('axum::serve(listener, app).await;');

  it('are compiled before the sources are there', () => {
    const text = dockerfile(files);
    expect(text.indexOf('cargo install')).toBeGreaterThan(text.indexOf(layer));
    expect(text.lastIndexOf('COPY . .')).toBeGreaterThan(text.indexOf('cargo install'));
  });

  test.each<[string, Files, Given]>([
    ['it is said so', {}, { set: { dependencies: 'together' } }],
    ['the image has no find', {}, { base: 'hardened' }],
    ['there are none', { 'Cargo.toml': crate(), 'Cargo.lock': lock('shop') }, {}],
    [
      'the sources are there',
      { '.cargo/config.toml': '[source.crates-io]\nreplace-with = "v"\n[source.v]\ndirectory = "vendor"\n' },
      {},
    ],
    [
      'a folder takes the place of one',
      { 'Cargo.toml': `${crate(['axum'])}[patch.crates-io]\nhyper = { path = "hyper" }\n` },
      {},
    ],
  ])('are not where %s', (_, more, given) => {
    expect(dockerfile({ ...files, ...more }, given)).not.toContain(layer);
  });
});

describe('a front end', () => {
  const pages = {
    'frontend/package.json': '{ "scripts": { "build": "vite build" }, "devDependencies": { "vite": "8" } }',
    'frontend/package-lock.json': '{ "lockfileVersion": 3 }',
    'frontend/index.html': '',
  };

  test.each<[string, string, boolean | null]>([
    ['rust-embed', '#[folder = "frontend/dist/"]', true],
    ['include_dir', 'include_dir!("$CARGO_MANIFEST_DIR/frontend/dist")', true],
    ['a single file', 'include_str!("../frontend/dist/index.html")', true],
    ['a folder that is served', 'ServeDir::new("frontend/dist")', false],
    ['a file that is served', 'ServeFile::new("./frontend/dist/index.html")', false],
    ['another folder', 'ServeDir::new("static")', null],
  ])('%s', (_, line, embedded) => {
    const { facts, found } = detected(web(line, pages));
    expect(facts?.assets.frontEnd.built ? facts.assets.embedded : null).toBe(embedded);
    expect(found?.includes).toEqual(embedded === null ? [] : ['frontend']);
  });
});

describe('repositories that the lock names by ssh', () => {
  const source = 'source = "git+ssh://git@git.example.com:2222/shop/money.git#0123"';

  it('are asked for over https', () => {
    const files = web('axum::serve(listener, app).await;', {
      'Cargo.lock': `${FILES['Cargo.lock']}\n[[package]]\nname = "money"\n${source}\n`,
    });
    expect(dockerfile(files)).toContain(
      'git config --global url.https://git.example.com/.insteadOf ssh://git@git.example.com:2222/',
    );
  });
});
