import { describe, expect, test } from 'vitest';
import { detect } from '../src/core/detect.ts';
import { discoverServices } from '../src/core/discover.ts';
import { stacks } from '../src/stacks/index.ts';
import { around } from './around.ts';
import { memoryProject } from './helpers.ts';

type Files = Readonly<Record<string, string>>;

/** What each stack takes only where no other one's manifest lies beside it. */
const MODEST: Readonly<Record<string, Files>> = {
  python: { 'requirements.txt': 'requests\n', 'main.py': 'print("hello")\n' },
  ruby: { Gemfile: 'gem "rake"\n', 'main.rb': 'puts "hello"\n' },
  php: { 'composer.json': '{}' },
  deno: { 'deno.json': '{}' },
  static: { 'index.html': '<!doctype html>' },
};

const CSPROJ =
  '<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>';
const SHARD = 'name: orders\ntargets:\n  orders:\n    main: src/orders.cr\n';
const DART = { 'pubspec.yaml': 'name: orders\nenvironment:\n  sdk: ^3.9.0\n', 'bin/server.dart': 'void main() {}\n' };
const ZIG = 'const exe = b.addExecutable(.{ .name = "orders" });\n';
const GLEAM = 'name = "orders"\n';
const MAIN = { 'src/orders.gleam': 'pub fn main() { Nil }\n' };
const FLASK = { 'requirements.txt': 'flask\n', 'app.py': 'from flask import Flask\napp = Flask(__name__)\n' };

/** Every manifest of every stack, a name for each ending. */
const MANIFESTS = stacks.flatMap(({ id, manifests, yields }) =>
  manifests.map((manifest) => ({ id, file: manifest.replace('*', 'Orders'), yields: yields ?? false })),
);

/** What a stack finds beside further files. */
function found(id: string, more: Files) {
  const project = memoryProject({ ...MODEST[id], ...more });
  const stack = stacks.find((each) => each.id === id);
  return stack?.detect(project, {}, around(id, project, {}));
}

describe.each(Object.keys(MODEST))('what %s takes', (id) => {
  const others = MANIFESTS.filter((each) => each.id !== id);

  test('is a folder of its own', () => {
    expect(found(id, {})).toBeDefined();
  });

  test.each(others.filter(({ yields }) => !yields))('is none with $id’s $file', ({ file }) => {
    expect(found(id, { [file]: file === 'package.json' ? '{}' : '' })).toBeUndefined();
  });
});

describe('what lies in the folders of others', () => {
  const yielding = MANIFESTS.filter(({ yields }) => yields);

  test.each(yielding)('$file of $id claims none of them', ({ file }) => {
    for (const id of ['python', 'ruby', 'php', 'deno']) expect(found(id, { [file]: '' }), id).toBeDefined();
  });

  test('claims a page, which is part of what is built there', () => {
    expect(found('static', { 'CMakeLists.txt': '' })).toBeUndefined();
  });
});

describe('whose folder it is', () => {
  test.each<[string, Files, string]>([
    ['a project of .NET with scripts of Python', { ...MODEST.python, 'Orders.csproj': CSPROJ }, 'dotnet'],
    ['a build of sbt with scripts of Python', { ...MODEST.python, 'build.sbt': 'name := "orders"\n' }, 'java'],
    ['a program in Gleam with a page of PHP', { 'index.php': '<?php', 'gleam.toml': GLEAM, ...MAIN }, 'gleam'],
    ['a shard with a Gemfile for its tasks', { ...MODEST.ruby, 'shard.yml': SHARD }, 'crystal'],
    ['a package of Dart with a Gemfile for its release', { ...MODEST.ruby, ...DART }, 'dart'],
    ['a project of .NET with a deno.json for its scripts', { ...MODEST.deno, 'Orders.csproj': CSPROJ }, 'dotnet'],
    ['a Zig program with a page', { ...MODEST.static, 'build.zig': ZIG }, 'zig'],
    ['a Flask application beside a C extension', { ...FLASK, 'CMakeLists.txt': '' }, 'python'],
    ['a Python program with its documentation', { ...MODEST.python, 'mkdocs.yml': 'site_name: Orders\n' }, 'python'],
    ['a Python program that is deployed as a stack', { ...MODEST.python, 'stack.yaml': 'services: {}\n' }, 'python'],
  ])('%s', (_, files, stack) => {
    expect(detect(memoryProject(files), stacks, {}).stack.id).toBe(stack);
  });

  test('in a monorepo each folder is asked for itself', () => {
    const project = memoryProject({
      'package.json': '{"workspaces": ["web"]}',
      'worker/requirements.txt': 'celery\n',
      'worker/app.py': 'from celery import Celery\napp = Celery("orders")\n',
      'api/Orders.csproj': CSPROJ,
      'api/requirements.txt': 'requests\n',
      'api/main.py': 'print("hello")\n',
    });
    const services = discoverServices(project, stacks).found.map(({ path, stack }) => [path, stack.id]);
    expect(services).toEqual([
      ['api', 'dotnet'],
      ['worker', 'python'],
    ]);
  });
});
