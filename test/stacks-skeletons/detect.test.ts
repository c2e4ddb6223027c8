// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the variables are CMake's
import { describe, expect, it, test } from 'vitest';
import type { Given } from '../../src/core/answers.ts';
import { UserError } from '../../src/errors.ts';
import { stacks } from '../../src/stacks/index.ts';
import { around } from '../around.ts';
import { memoryProject } from '../helpers.ts';

type Files = Readonly<Record<string, string>>;

function detected(id: string, files: Files, given: Given = {}) {
  const stack = stacks.find((each) => each.id === id);
  const project = memoryProject(files);
  const found = stack?.detect(project, given, around(id, project, given));
  const from = (what: string) => found?.detected.find((one) => one.what === what)?.from;
  return { found, answers: found?.answers, from, notes: found?.notes ?? [] };
}

const shard = (more = '') => `name: a\ntargets:\n  api:\n    main: src/api.cr\n${more}`;
const pubspec = (sdk: string) => `name: a\nenvironment:\n  sdk: '${sdk}'\n`;
const swiftFile = (tools: string) =>
  `// swift-tools-version:${tools}\nlet package = Package(name: "a", targets: [.executableTarget(name: "Api")])\n`;
const cabal = (more = '') => `name: a\nexecutable api\n  main-is: Main.hs\n${more}`;
const zig = 'const exe = b.addExecutable(.{ .name = "api" });\n';
const zon = (version: string) => `.{ .name = .a, .minimum_zig_version = "${version}" }\n`;
const cmake = (...lines: string[]) =>
  ['cmake_minimum_required(VERSION 3.20)', 'project(shop CXX)', ...lines].join('\n');
const uber = '(defn uber [_] (b/uber {:uber-file "target/api.jar"}))';

describe('the release line', () => {
  test.each<[id: string, name: string, files: Files, version: string, source: string]>([
    ['crystal', 'a range', { 'shard.yml': shard("crystal: '>= 1.10.0, < 2.0.0'\n") }, '1.21', 'shard.yml crystal'],
    [
      'crystal',
      'a range with an end',
      { 'shard.yml': shard("crystal: '>= 1.14.0, < 1.17.0'\n") },
      '1.16',
      'shard.yml crystal',
    ],
    ['crystal', 'a version', { 'shard.yml': shard("crystal: '1.16.3'\n") }, '1.16', 'shard.yml crystal'],
    ['crystal', 'its own file', { 'shard.yml': shard(), '.crystal-version': '1.19.1\n' }, '1.19', '.crystal-version'],
    ['crystal', 'asdf', { 'shard.yml': shard(), '.tool-versions': 'crystal 1.20.0\n' }, '1.20', '.tool-versions:1'],
    ['crystal', 'nothing', { 'shard.yml': shard() }, '1.21', 'default'],
    ['dart', 'a caret', { 'pubspec.yaml': pubspec('^3.6.0') }, '3.13', 'pubspec.yaml environment.sdk'],
    ['dart', 'a range', { 'pubspec.yaml': pubspec('>=3.6.0 <3.10.0') }, '3.9', 'pubspec.yaml environment.sdk'],
    [
      'dart',
      'mise',
      { 'pubspec.yaml': pubspec('^3.6.0'), 'mise.toml': '[tools]\ndart = "3.11"\n' },
      '3.11',
      'mise.toml tools.dart',
    ],
    ['swift', 'a least version', { 'Package.swift': swiftFile('6.0') }, '6.4', 'Package.swift swift-tools-version'],
    [
      'swift',
      'its own file',
      { 'Package.swift': swiftFile('6.0'), '.swift-version': '6.1.2\n' },
      '6.1',
      '.swift-version',
    ],
    [
      'haskell',
      'what it was tested with',
      { 'a.cabal': cabal('tested-with: GHC == 9.8.4\n') },
      '9.8',
      'a.cabal tested-with',
    ],
    [
      'haskell',
      'its base',
      { 'a.cabal': cabal('  build-depends: base >=4.18 && <5\n') },
      '9.6',
      'a.cabal build-depends base',
    ],
    [
      'haskell',
      'a compiler',
      { 'a.cabal': cabal(), 'cabal.project': 'packages: .\nwith-compiler: ghc-9.12.2\n' },
      '9.12',
      'cabal.project with-compiler',
    ],
    [
      'haskell',
      'a resolver',
      { 'a.cabal': cabal(), 'stack.yaml': 'resolver: lts-22.44\n' },
      '9.6',
      'stack.yaml resolver',
    ],
    [
      'haskell',
      'a snapshot',
      { 'a.cabal': cabal(), 'stack.yaml': 'snapshot: lts-24.1\n' },
      '9.10',
      'stack.yaml resolver',
    ],
    [
      'zig',
      'a least version',
      { 'build.zig': zig, 'build.zig.zon': zon('0.15.1') },
      '0.15',
      'build.zig.zon minimum_zig_version',
    ],
    ['zig', 'its own file', { 'build.zig': zig, '.zigversion': '0.14.0\n' }, '0.14', '.zigversion'],
    ['zig', 'nothing', { 'build.zig': zig }, '0.17', 'default'],
    [
      'clojure',
      'Java’s file',
      { 'project.clj': '(defproject a "1" :main a.core)', '.java-version': '21\n' },
      '21',
      '.java-version',
    ],
    [
      'clojure',
      'asdf',
      { 'project.clj': '(defproject a "1" :main a.core)', '.tool-versions': 'java temurin-25.0.1\n' },
      '25',
      '.tool-versions:1',
    ],
    ['cpp', 'Debian’s', { 'CMakeLists.txt': cmake('add_executable(api main.cpp)') }, '13', 'default'],
  ])('%s: %s', (id, _, files, version, source) => {
    const { answers, from } = detected(id, files);
    expect([answers?.runtimeVersion, from('runtimeVersion')]).toEqual([version, source]);
  });

  it('that has no image gives way, and it is said', () => {
    const { answers, notes } = detected('swift', { 'Package.swift': swiftFile('6.0'), '.swift-version': '5.9\n' });
    expect(answers?.runtimeVersion).toBe('6.0');
    expect(notes).toContain('.swift-version asks for Swift "5.9", which this tool knows no image of: 6.0 is taken.');
  });
});

describe('the program', () => {
  test.each<[id: string, name: string, files: Files, program: string, source: string]>([
    ['crystal', 'a target', { 'shard.yml': shard() }, 'api', 'shard.yml targets'],
    [
      'dart',
      'a file of bin',
      { 'pubspec.yaml': pubspec('^3.6.0'), 'bin/server.dart': '' },
      'server',
      'bin/server.dart',
    ],
    ['swift', 'a target', { 'Package.swift': swiftFile('6.0') }, 'Api', 'Package.swift:2'],
    [
      'swift',
      'a product before targets',
      { 'Package.swift': `${swiftFile('6.0')}.executable(name: "shop", targets: ["Api"])` },
      'shop',
      'Package.swift:3',
    ],
    ['haskell', 'an executable', { 'a.cabal': cabal() }, 'api', 'a.cabal:2'],
    ['haskell', 'not its tests', { 'a.cabal': `${cabal()}executable api-tests\n` }, 'api', 'a.cabal:2'],
    [
      'haskell',
      'of hpack',
      { 'package.yaml': 'name: a\n\nexecutables:\n  api:\n    main: Main.hs\n', 'stack.yaml': '' },
      'api',
      'package.yaml',
    ],
    ['zig', 'an executable', { 'build.zig': zig }, 'api', 'build.zig:1'],
    [
      'clojure',
      'a jar of tools.build',
      { 'deps.edn': '{:aliases {:build {}}}', 'build.clj': uber },
      'app',
      'build.clj',
    ],
    ['clojure', 'a jar of Leiningen', { 'project.clj': '(defproject a "1" :main a.core)' }, 'app', 'project.clj'],
    [
      'cpp',
      'a target of CMake',
      { 'CMakeLists.txt': cmake('add_executable(api main.cpp)') },
      'api',
      'CMakeLists.txt:3',
    ],
    [
      'cpp',
      'named after the project',
      { 'CMakeLists.txt': cmake('add_executable(${PROJECT_NAME} main.cpp)') },
      'shop',
      'CMakeLists.txt',
    ],
    [
      'cpp',
      'in a folder that is added',
      { 'CMakeLists.txt': cmake('add_subdirectory(src)'), 'src/CMakeLists.txt': 'add_executable(api main.cpp)' },
      'api',
      'src/CMakeLists.txt:1',
    ],
    [
      'cpp',
      'not a test',
      {
        'CMakeLists.txt': cmake(
          'add_executable(api main.cpp)',
          'add_executable(api_test t.cpp)',
          'add_subdirectory(tests)',
        ),
        'tests/CMakeLists.txt': 'add_executable(other t.cpp)',
      },
      'api',
      'CMakeLists.txt:3',
    ],
    [
      'cpp',
      'not one that is imported',
      { 'CMakeLists.txt': cmake('add_executable(protoc IMPORTED)', 'add_executable(api main.cpp)') },
      'api',
      'CMakeLists.txt:4',
    ],
    ['cpp', 'of Meson', { 'meson.build': "project('a', 'c')\nexecutable('api', 'main.c')" }, 'api', 'meson.build:2'],
    [
      'cpp',
      'of Meson, in a folder',
      { 'meson.build': "project('a', 'c')\nsubdir('src')", 'src/meson.build': "executable('api', 'main.c')" },
      'api',
      'src/meson.build:1',
    ],
  ])('%s: %s', (id, _, files, program, source) => {
    const { answers, from } = detected(id, files);
    expect([answers?.set?.program, from('start')]).toEqual([program, source]);
  });

  test.each<[id: string, name: string, files: Files]>([
    ['crystal', 'a library', { 'shard.yml': 'name: a\n' }],
    ['dart', 'a package', { 'pubspec.yaml': pubspec('^3.6.0') }],
    ['swift', 'a library', { 'Package.swift': 'let package = Package(name: "a", targets: [.target(name: "A")])' }],
    ['haskell', 'a library', { 'a.cabal': 'name: a\nlibrary\n' }],
    ['zig', 'a library', { 'build.zig': 'b.addLibrary(.{ .name = "a" });' }],
    ['clojure', 'a library', { 'deps.edn': '{}' }],
    ['cpp', 'a library', { 'CMakeLists.txt': cmake('add_library(a a.cpp)') }],
  ])('%s: none in %s, which is no service', (id, _, files) => {
    const stack = stacks.find((each) => each.id === id);
    const { found } = detected(id, files);
    expect(found && stack?.isService(found)).toBe(false);
  });

  test.each<[id: string, files: Files]>([
    ['dart', { 'pubspec.yaml': 'name: a\ndependencies:\n  flutter:\n    sdk: flutter\n', 'bin/a.dart': '' }],
    ['haskell', { 'package.yaml': 'name: a\n' }],
    ['cpp', { Makefile: 'all:\n' }],
    ['swift', { 'main.swift': '' }],
  ])('%s: what is not its own', (id, files) => {
    expect(detected(id, files).found).toBeUndefined();
  });

  const two = { 'CMakeLists.txt': cmake('add_executable(api a.cpp)', 'add_executable(jobs b.cpp)') };

  it('is asked for when there are several, and can be named', () => {
    expect(detected('cpp', two).answers?.start).toBeUndefined();
    expect(detected('cpp', two).notes).toContain(
      'There are several programs: api, jobs. Name one with --set program=api.',
    );
    expect(detected('cpp', two, { set: { program: 'jobs' } }).answers?.start).toEqual(['/app/jobs']);
  });

  it.each(['../x', '-x', 'a b', 'a;b', ''])('is no "%s"', (name) => {
    expect(() => detected('cpp', two, { set: { program: name } })).toThrow(/is no name of a program/);
  });

  it('starts as its framework wants it', () => {
    const vapor = {
      'Package.swift': `${swiftFile('6.0')}.package(url: "https://github.com/vapor/vapor.git", from: "4.0.0")`,
    };
    expect(detected('swift', vapor).answers).toMatchObject({
      start: ['/app/Api', 'serve', '--env', 'production', '--hostname', '0.0.0.0', '--port', '8080'],
      port: 8080,
    });
  });
});

describe('port and health', () => {
  test.each<[id: string, files: Files, port: number | null, health: string | null]>([
    [
      'cpp',
      {
        'CMakeLists.txt': cmake('add_executable(api main.cpp)'),
        'main.cpp': 'server.listen("0.0.0.0", 9000); get("/healthz")',
      },
      9000,
      '/healthz',
    ],
    ['cpp', { 'CMakeLists.txt': cmake('add_executable(api main.cpp)'), 'main.cpp': 'int main() {}' }, null, null],
    [
      'cpp',
      { 'CMakeLists.txt': cmake('add_executable(api main.cpp)'), 'main.cpp': '// listen(9000)\nlisten(socket);' },
      8080,
      null,
    ],
    ['crystal', { 'shard.yml': shard('dependencies:\n  kemal:\n    github: kemalcr/kemal\n') }, 3000, null],
    [
      'crystal',
      {
        'shard.yml': shard(),
        'src/api.cr': 'server = HTTP::Server.new\nserver.bind_tcp "0.0.0.0", 4000\nserver.listen(4000)',
      },
      4000,
      null,
    ],
    [
      'haskell',
      { 'a.cabal': cabal(), 'Main.hs': 'import Web.Scotty\nmain = scotty 3001 $ get "/health"' },
      3001,
      '/health',
    ],
    [
      'haskell',
      { 'a.cabal': cabal(), 'Main.hs': 'main = scotty 3001 $ do {-\n get "/health" h\n-}\n -- get "/ping"\n' },
      3001,
      null,
    ],
    [
      'dart',
      { 'pubspec.yaml': pubspec('^3.6.0'), 'bin/a.dart': 'await HttpServer.bind(any, 8091); "/healthz"' },
      8091,
      null,
    ],
    [
      'clojure',
      { 'project.clj': '(defproject a "1" :main a.core)', 'src/core.clj': '(run-jetty app {:port 3002})' },
      3002,
      null,
    ],
    ['zig', { 'build.zig': zig, 'src/main.zig': 'const port: u16 = 8087;\n_ = try a.listen(.{});' }, 8087, null],
    [
      'swift',
      {
        'Package.swift': swiftFile('6.0'),
        'Sources/Api/main.swift': 'import Hummingbird\nlet port = 8088\nrouter.get("health")',
      },
      8088,
      '/health',
    ],
  ])('%s %#', (id, files, port, health) => {
    const { answers } = detected(id, files);
    expect([answers?.port, answers?.healthcheck]).toEqual([port, health]);
  });
});

describe('what to know', () => {
  test.each<[id: string, files: Files, note: RegExp]>([
    [
      'cpp',
      { 'CMakeLists.txt': cmake('find_package(Eigen3)', 'add_executable(a a.cpp)') },
      /asks for eigen3: add its packages/,
    ],
    [
      'cpp',
      { 'CMakeLists.txt': 'cmake_minimum_required(VERSION 4.1)\nadd_executable(a a.cpp)' },
      /asks for CMake 4\.1, and Debian 13 has 3\.31/,
    ],
    [
      'cpp',
      { 'CMakeLists.txt': cmake('FetchContent_Declare(x GIT_TAG main)', 'add_executable(a a.cpp)') },
      /There is no lock file/,
    ],
    [
      'cpp',
      { 'CMakeLists.txt': cmake('add_executable(a a.cpp)'), 'conanfile.txt': '' },
      /conanfile\.txt names packages of a manager/,
    ],
    ['crystal', { 'shard.yml': shard('dependencies:\n  db:\n    github: a/db\n') }, /There is no lock file/],
    ['dart', { 'pubspec.yaml': `${pubspec('^3.6.0')}dev_dependencies:\n  build_runner: any\n` }, /has build_runner/],
    ['clojure', { 'deps.edn': '{}' }, /has no alias :build/],
    [
      'clojure',
      { 'project.clj': '(defproject a "1"\n :dependencies [[a/b "LATEST"]] :main a)' },
      /names a package without a version/,
    ],
    ['swift', { 'Package.swift': `${swiftFile('6.0')}.package(path: "../shared")` }, /outside its folder/],
  ])('%s %#', (id, files, note) => {
    expect(detected(id, files).notes.filter((each) => note.test(each))).toHaveLength(1);
  });

  it('is not that nothing is held where hashes hold it', () => {
    const hashed = cmake(`FetchContent_Declare(x GIT_TAG ${'a'.repeat(40)})`, 'add_executable(a a.cpp)');
    expect(detected('cpp', { 'CMakeLists.txt': hashed }).notes).toEqual([]);
  });

  test.each<[id: string, base: string, files: Files]>([
    ['swift', 'distroless', { 'Package.swift': swiftFile('6.0') }],
    ['haskell', 'alpine', { 'a.cabal': cabal() }],
    ['cpp', 'distroless', { 'CMakeLists.txt': cmake('find_package(CURL)', 'add_executable(a a.cpp)') }],
    ['dart', 'chainguard', { 'pubspec.yaml': pubspec('^3.6.0') }],
    ['crystal', 'hardened', { 'shard.yml': shard() }],
  ])('%s has no image for --base %s', (id, base, files) => {
    expect(() => detected(id, files, { base })).toThrow(UserError);
    expect(() => detected(id, files, { base })).toThrow(/has no image that runs what/);
  });
});
