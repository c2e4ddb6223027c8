import { describe, expect, it } from 'vitest';
import { discoverServices } from '../src/core/discover.ts';
import { stacks } from '../src/stacks/index.ts';
import { memoryProject } from './helpers.ts';

type Files = Readonly<Record<string, string>>;

const API: Files = {
  'apps/api/package.json': '{"scripts":{"start":"node server.js"},"dependencies":{"express":"5"}}',
  'apps/api/server.js': 'require("express")().listen(3000)',
};
const below = (folder: string, files: Files): Files =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));
const discover = (files: Files) => discoverServices(memoryProject(files), stacks);
const pathsOf = (places: readonly { readonly path: string }[]) => places.map(({ path }) => path);

const JEKYLL: Files = {
  '_config.yml': 'title: x\n',
  Gemfile: "source 'https://rubygems.org'\ngem 'jekyll'\n",
  'index.md': '',
};
const HUGO: Files = { 'config.toml': 'baseURL = "https://example.org/"\n', 'content/_index.md': '' };
const ZOLA: Files = { 'config.toml': 'base_url = "https://example.org"\n', 'content/_index.md': '' };
const SERVER: Files = {
  'package.json': '{"bin":{"serve-it":"bin/www.js"},"dependencies":{"fastify":"5"}}',
  'bin/www.js': '#!/usr/bin/env node\nrequire("fastify")().listen({ port: 4000 })',
};
const QUEUE: Files = {
  'package.json': '{"bin":"work.js","scripts":{"start":"node work.js"},"dependencies":{"bullmq":"5"}}',
  'work.js': '#!/usr/bin/env node\nnew (require("bullmq").Worker)("mail", send)',
};
const GO: Files = { 'go.mod': 'module example.com/x\n\ngo 1.26\n', 'main.go': 'package main\n\nfunc main() {}\n' };
const COBRA = { ...GO, 'go.mod': `${GO['go.mod']}\nrequire github.com/spf13/cobra v1.10.0\n` };
const CLAP: Files = {
  'Cargo.toml': '[package]\nname = "x"\nversion = "0.1.0"\n[dependencies]\nclap = "4"\n',
  'src/main.rs': 'fn main() {}\n',
};
const TYPER: Files = {
  'pyproject.toml': '[project]\nname = "x"\nversion = "1"\ndependencies = ["typer"]\n[project.scripts]\nx = "x:main"\n',
  'main.py': 'import typer\n',
};

describe('below a monorepo’s root', () => {
  it.each<[string, string, Files, string]>([
    ['MkDocs', 'handbook', { 'mkdocs.yaml': 'site_name: x\n', 'docs/index.md': '' }, 'mkdocs in mkdocs.yaml'],
    [
      'MkDocs in a folder of documentation',
      'docs',
      { 'mkdocs.yml': 'site_name: x\n', 'docs/index.md': '' },
      'mkdocs in mkdocs.yml',
    ],
    ['Jekyll', 'blog', JEKYLL, 'jekyll in _config.yml'],
    ['Hugo by its older name', 'site', HUGO, 'hugo in config.toml'],
    ['Zola by its older name', 'site', ZOLA, 'zola in config.toml'],
    ['plain pages', 'landing', { 'index.html': '<!doctype html>', 'style.css': '' }, 'html in index.html'],
    ['a server that is started as a command', 'packages/server', SERVER, 'Fastify in package.json'],
    ['a worker that waits for a queue', 'tools/mailer', QUEUE, 'start in package.json scripts.start'],
    ['a Go program', 'services/ledger', GO, 'start in main.go'],
    [
      'a Go worker with a command line',
      'services/mail',
      { ...COBRA, 'go.mod': `${COBRA['go.mod']}require github.com/segmentio/kafka-go v0.4.0\n` },
      'start in main.go',
    ],
  ])('%s is taken, and says why', (_, folder, files, why) => {
    const { found } = discover({ ...API, ...below(folder, files) });
    expect(pathsOf(found)).toEqual(['apps/api', folder].sort());
    expect(found.find(({ path }) => path === folder)?.why).toBe(why);
  });

  it.each<[string, string, Files, string | null]>([
    [
      'a generator',
      'packages/create-shop',
      {
        'package.json': '{"bin":{"create-shop":"./index.js"},"dependencies":{"express":"5","prompts":"2"}}',
        'index.js': 'write()',
      },
      'it starts its own command (packages/create-shop/package.json bin), and nothing in it listens',
    ],
    [
      'a command with a start script',
      'packages/lint',
      { 'package.json': '{"bin":"cli.js","scripts":{"start":"node cli.js"}}', 'cli.js': 'write()' },
      'it starts its own command (packages/lint/package.json bin), and nothing in it listens',
    ],
    [
      'a Go tool',
      'internal/schema',
      COBRA,
      'it is a program for command lines (github.com/spf13/cobra, internal/schema/go.mod), and nothing in it listens',
    ],
    [
      'a Rust tool',
      'crates/x',
      CLAP,
      'it is a program for command lines (clap, crates/x/Cargo.toml), and nothing in it listens',
    ],
    [
      'a Python command',
      'libs/x',
      TYPER,
      'it brings a command (typer, libs/x/pyproject.toml), and nothing in it listens',
    ],
    ['a program in a folder of tools', 'tools/seed', GO, 'its folder is one of tools, and nothing in it listens'],
    [
      'a code generator by its name',
      'services/api-codegen',
      GO,
      'its folder is one of tools, and nothing in it listens',
    ],
    ['a library', 'packages/money', { 'package.json': '{"main":"index.js"}', 'index.js': '' }, null],
  ])('%s is left, and says why', (_, folder, files, why) => {
    const { found, left } = discover({ ...API, ...below(folder, files) });
    expect(pathsOf(found)).toEqual(['apps/api']);
    expect(left).toEqual([{ path: folder, why }]);
  });

  it.each<[string, Files]>([
    [
      'pages of a package',
      { ...API, 'packages/ui/package.json': '{"main":"a.js"}', 'packages/ui/demo/index.html': '' },
    ],
    ['pages that tests leave', { ...API, 'reports/coverage/index.html': '' }],
    [
      'settings that are no site’s',
      { ...API, 'deploy/config.toml': 'a = 1\n', 'deploy/content/a.md': '', 'app/config.yml': 'a: 1\n' },
    ],
    ['snippets of documentation', { ...API, ...below('docs/tutorial', GO) }],
  ])('%s are no service', (_, files) => {
    expect(pathsOf(discover(files).found)).toEqual(['apps/api']);
  });
});

describe('below a service', () => {
  const ROOT: Files = {
    'package.json': '{"scripts":{"start":"node server.js"}}',
    'server.js': 'http.createServer(f).listen(80)',
  };

  it('documentation and pages belong to it', () => {
    const files = { ...ROOT, 'docs/mkdocs.yml': 'site_name: x\n', 'web/index.html': '' };
    const { found, left } = discover(files);
    expect(pathsOf(found)).toEqual(['.']);
    expect(left).toEqual([{ path: 'docs', why: 'it tells about what lies beside it' }]);
  });

  it('a site with its own settings is one more', () => {
    expect(pathsOf(discover({ ...ROOT, ...below('blog', JEKYLL) }).found)).toEqual(['.', 'blog']);
  });
});

it('more libraries than there may be services hide none', () => {
  const libraries = Array.from({ length: 1_100 }, (_, index) => [`libs/l${index}/package.json`, '{"main":"a.js"}']);
  const { found, left } = discover({ ...Object.fromEntries(libraries), ...below('web', API) });
  expect(pathsOf(found)).toEqual(['web/apps/api']);
  expect(left).toHaveLength(1_100);
});

it('documentation alone is no service of the library that it tells about', () => {
  const { found } = discover({ 'pyproject.toml': '[project]\nname = "x"\nversion = "1"\n', 'docs/conf.py': '' });
  expect(found).toEqual([]);
});
