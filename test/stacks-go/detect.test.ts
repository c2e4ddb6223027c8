import { describe, expect, it, test } from 'vitest';
import type { Given } from '../../src/core/answers.ts';
import { detectGo } from '../../src/stacks/go/detect.ts';
import { memoryProject } from '../helpers.ts';

const MAIN = 'package main\n\nfunc main() {}\n';
const mod = (...lines: string[]) => ['module example.com/shop', '', ...lines, ''].join('\n');
const server = (line: string) => `package main\n\nimport "net/http"\n\nfunc main() {\n\t${line}\n}\n`;

function detected(files: Readonly<Record<string, string>>, given: Given = {}) {
  const found = detectGo(memoryProject(files), given);
  const from = (what: string) => found?.detected.find((one) => one.what === what)?.from;
  return { found, answers: found?.answers, from, notes: found?.notes ?? [] };
}

describe('the Go version', () => {
  test.each([
    ['the go line', { 'go.mod': mod('go 1.26') }, '1.26', 'go.mod go'],
    ['the go line with a patch', { 'go.mod': mod('go 1.26.3') }, '1.26', 'go.mod go'],
    [
      'the toolchain before the go line',
      { 'go.mod': mod('go 1.21', 'toolchain go1.27.1') },
      '1.27',
      'go.mod toolchain',
    ],
    ['a toolchain of its own name', { 'go.mod': mod('go 1.26', 'toolchain local') }, '1.26', 'go.mod go'],
    ['.go-version first', { 'go.mod': mod('go 1.26'), '.go-version': '1.27.0\n' }, '1.27', '.go-version'],
    ['asdf', { 'go.mod': mod('go 1.26'), '.tool-versions': 'golang 1.27.2\n' }, '1.27', '.tool-versions:1'],
    ['mise', { 'go.mod': mod('go 1.26'), 'mise.toml': '[tools]\ngo = "1.27"\n' }, '1.27', 'mise.toml tools.go'],
    ['a release candidate', { 'go.mod': mod('go 1.27rc1') }, '1.27', 'go.mod go'],
    ['nothing', { 'go.mod': mod() }, '1.27', 'default'],
    ['what is no version', { 'go.mod': mod('go latest') }, '1.27', 'default'],
    ['a version in quotes', { 'go.mod': mod('go "1.26"') }, '1.26', 'go.mod go'],
    ['a line with a comment', { 'go.mod': mod('go 1.26 // as in CI') }, '1.26', 'go.mod go'],
  ])('%s', (_, files, version, source) => {
    const { answers, from } = detected({ ...files, 'main.go': MAIN });
    expect([answers?.runtimeVersion, from('runtimeVersion')]).toEqual([version, source]);
  });

  it('gives way to the oldest supported one when it gets no fixes any more, and says so', () => {
    const { answers, notes } = detected({ 'go.mod': mod('go 1.18'), 'main.go': MAIN });
    expect(answers?.runtimeVersion).toBe('1.26');
    expect(notes).toEqual(['go.mod go asks for Go "1.18", which gets no fixes any more: 1.26 builds it as well.']);
  });

  it('is taken as it is when it is newer than the table', () => {
    const { answers, notes } = detected({ 'go.mod': mod('go 1.31'), 'main.go': MAIN });
    expect(answers?.runtimeVersion).toBe('1.31');
    expect(notes).toEqual(['go.mod go asks for Go 1.31, which this tool does not know yet.']);
  });
});

describe('the program', () => {
  const several = { 'go.mod': mod('go 1.26'), 'cmd/api/main.go': MAIN, 'cmd/migrate/main.go': MAIN };

  test.each([
    ['at the root, named after the module', { 'main.go': MAIN }, '.', '/app/shop', 'main.go'],
    ['in another file of the root', { 'server.go': MAIN }, '.', '/app/shop', 'server.go'],
    ['the only one in cmd', { 'cmd/api/main.go': MAIN }, './cmd/api', '/app/api', 'cmd/api/main.go'],
    ['the root before cmd', { 'main.go': MAIN, 'cmd/tool/main.go': MAIN }, '.', '/app/shop', 'main.go'],
    [
      'the only one in another folder',
      { 'server/main.go': MAIN, 'lib/x.go': 'package lib' },
      './server',
      '/app/server',
      'server/main.go',
    ],
    ['not a test', { 'main.go': MAIN, 'main_test.go': MAIN }, '.', '/app/shop', 'main.go'],
    [
      'not a generator',
      { 'cmd/api/main.go': MAIN, 'gen.go': `//go:build ignore\n\n${MAIN}` },
      './cmd/api',
      '/app/api',
      'cmd/api/main.go',
    ],
    [
      'not a library',
      { 'cmd/api/main.go': MAIN, 'cmd/shared/x.go': 'package shared' },
      './cmd/api',
      '/app/api',
      'cmd/api/main.go',
    ],
  ])('%s', (_, files, target, start, source) => {
    const { answers, from } = detected({ 'go.mod': mod('go 1.26'), ...files });
    expect([answers?.set?.package, answers?.start, from('start')]).toEqual([target, [start], source]);
  });

  it('is asked for when there are several', () => {
    const { answers, notes } = detected(several);
    expect(answers?.start).toBeUndefined();
    expect(notes).toEqual([
      'There are several programs: ./cmd/api, ./cmd/migrate. Name one with --set package=./cmd/api.',
    ]);
  });

  it('is the one that was named', () => {
    const { answers } = detected(several, { set: { package: './cmd/migrate' } });
    expect(answers?.start).toEqual(['/app/migrate']);
  });

  it('is the one of the service’s own folder', () => {
    const { answers, found } = detected(several, { service: 'cmd/api' });
    expect([answers?.start, answers?.set?.package]).toEqual([['/app/api'], './cmd/api']);
    expect(found?.facts.module.context).toBe('.');
  });

  it.each(['../outside', '/etc', './a b', './a;b', 'cmd/api', './cmd/../../x'])('is no %s', (text) => {
    expect(() => detected(several, { set: { package: text } })).toThrow(/is no package of the module/);
  });

  it('is named without the major version, and safely', () => {
    const named = (module: string) => detected({ 'go.mod': `module ${module}\n`, 'main.go': MAIN }).answers?.start;
    expect(named('example.com/shop/v2')).toEqual(['/app/shop']);
    expect(named('"example.com/..shop"')).toEqual(['/app/shop']);
    expect(named('v3')).toEqual(['/app/app']);
  });

  it('is missing in a library, which is no service', () => {
    const { found } = detected({ 'go.mod': mod('go 1.26'), 'lib.go': 'package lib' });
    expect(found?.facts.mains).toEqual([]);
  });

  it('is not looked for without a module', () => {
    expect(detected({ 'main.go': MAIN }).found).toBeUndefined();
  });
});

describe('the port', () => {
  test.each([
    ['net/http', 'http.ListenAndServe(":8081", nil)', 8081, 'main.go:6'],
    ['an address with a host', 'http.ListenAndServe("0.0.0.0:8082", nil)', 8082, 'main.go:6'],
    ['TLS', 'http.ListenAndServeTLS(":8443", "c", "k", nil)', 8443, 'main.go:6'],
    ['gin', 'gin.Default().Run(":8083")', 8083, 'main.go:6'],
    ['gin without an address', 'gin.Default().Run()', 8080, 'main.go'],
    ['Echo', 'e.Logger.Fatal(e.Start(":1323"))', 1323, 'main.go:6'],
    ['Fiber', 'log.Fatal(app.Listen(":3000"))', 3000, 'main.go:6'],
    ['gRPC', 'net.Listen("tcp", ":50051")', 50051, 'main.go:6'],
    [
      'a variable of the environment with a default',
      'addr := env("PORT", "9000"); http.ListenAndServe(addr, nil)',
      9000,
      'main.go:6',
    ],
    ['another variable', 'p := env("HTTP_PORT", "9001"); http.ListenAndServe(p, nil)', 9001, 'main.go:6'],
    ['a variable', 'port := "9002"; http.ListenAndServe(":"+port, nil)', 9002, 'main.go:6'],
    ['a server', 's := http.Server{Addr: ":9003"}; s.ListenAndServe()', 9003, 'main.go:6'],
    ['a flag', 'p := flag.Int("port", 9004, "where"); http.ListenAndServe(f(p), nil)', 9004, 'main.go:6'],
    [
      'a flag with an address',
      'a := flag.String("addr", ":9005", "where"); http.ListenAndServe(*a, nil)',
      9005,
      'main.go:6',
    ],
    ['nothing said', 'http.Serve(socket, nil); http.ListenAndServe(addr(), nil)', 8080, 'default'],
    ['a comment', '// old: http.ListenAndServe(":1234", nil)\n\thttp.ListenAndServe(addr(), nil)', 8080, 'default'],
    ['what is no port', 'http.ListenAndServe(":99999", nil)', 8080, 'default'],
  ])('%s', (_, line, port, source) => {
    const { answers, from } = detected({ 'go.mod': mod('go 1.26'), 'main.go': server(line) });
    expect([answers?.port, from('port')]).toEqual([port, source]);
  });

  it('is none for a worker', () => {
    expect(detected({ 'go.mod': mod('go 1.26'), 'main.go': MAIN }).answers?.port).toBeNull();
  });

  it('may stand in other files', () => {
    const files = { 'go.mod': mod('go 1.26'), 'main.go': server('http.ListenAndServe(addr(), nil)') };
    expect(detected({ ...files, '.env.example': 'PORT=7070\n' }).answers?.port).toBe(7070);
    expect(detected({ ...files, 'fly.toml': '[http_service]\ninternal_port = 7171\n' }).answers?.port).toBe(7171);
  });
});

describe('the health route', () => {
  test.each([
    ['net/http', 'http.HandleFunc("/healthz", ok); http.ListenAndServe(":80", nil)', '/healthz'],
    ['net/http with a method', 'mux.HandleFunc("GET /health", ok); http.ListenAndServe(":80", nil)', '/health'],
    ['gin and Echo', 'r.GET("/livez", ok); r.Run(":80")', '/livez'],
    ['Chi and Fiber', 'r.Get("/status", ok); app.Listen(":80")', '/status'],
    ['by any of its names', 'r.Get("/api/v1/health", ok); app.Listen(":80")', '/api/v1/health'],
    ['by the name that Rails has for it', 'r.Get("/up", ok); app.Listen(":80")', '/up'],
    ['the plainest of several', 'r.Get("/ping", ok); r.Get("/healthz", ok); app.Listen(":80")', '/healthz'],
    ['none', 'r.Get("/orders", ok); app.Listen(":80")', null],
    ['not one in a comment', '// r.Get("/healthz", ok)\n\tapp.Listen(":80")', null],
    ['not one behind a line', 'app.Listen(":80") // r.Get("/healthz", ok)', null],
    ['not one in a comment of several lines', '/*\n\tr.Get("/healthz", ok)\n\t*/\n\tapp.Listen(":80")', null],
    ['one behind the marks of a comment', 'p := "https://a"; r.Get("/healthz", ok); app.Listen(":80")', '/healthz'],
  ])('%s', (_, line, path) => {
    expect(detected({ 'go.mod': mod('go 1.26'), 'main.go': server(line) }).answers?.healthcheck).toBe(path);
  });
});

describe('cgo', () => {
  const binding = mod('go 1.26', 'require (', '\tgithub.com/mattn/go-sqlite3 v1.14.0 // indirect', ')');

  test.each([
    ['a binding in a block', { 'go.mod': binding }, true],
    ['a binding on a line', { 'go.mod': mod('require github.com/pebbe/zmq4 v1.2.10') }, true],
    ['a source of its own', { 'go.mod': mod(), 'c.go': 'package main\n\n// #include <x.h>\nimport "C"\n' }, true],
    ['an import in a block', { 'go.mod': mod(), 'c.go': 'package main\n\nimport (\n\t"C"\n)\n' }, true],
    ['pure Go', { 'go.mod': mod('require modernc.org/sqlite v1.2.0') }, false],
  ])('%s: %s', (_, files, needed) => {
    expect(detected({ ...files, 'main.go': MAIN }).found?.facts.cgo).toBe(needed);
  });

  it('does not go with Alpine, which has no compiler', () => {
    expect(() => detected({ 'go.mod': binding, 'main.go': MAIN }, { base: 'alpine' })).toThrow(/has no C compiler/);
  });
});

describe('what the build reads', () => {
  const sums = { 'go.mod': mod('go 1.26', 'require a.example/b v1.0.0'), 'go.sum': '', 'main.go': MAIN };

  it('is the manifests, for a layer of modules', () => {
    expect(detected(sums).found?.facts.manifests).toEqual(['go.mod', 'go.sum']);
    expect(detected(sums).found?.secrets.map(({ id }) => id)).toEqual(['netrc']);
  });

  it('is nothing where there is nothing to fetch', () => {
    const { found } = detected({ 'go.mod': mod('go 1.26'), 'main.go': MAIN });
    expect([found?.facts.manifests, found?.secrets]).toEqual([[], []]);
  });

  it('is the sources alone where modules are vendored', () => {
    const { found } = detected({ ...sums, 'vendor/modules.txt': '' });
    expect([found?.facts.vendored, found?.secrets]).toEqual([true, []]);
  });

  it('names a missing go.sum', () => {
    const { 'go.sum': _, ...files } = sums;
    expect(detected(files).notes).toEqual([expect.stringMatching(/there is no go\.sum: run go mod tidy/)]);
  });

  it('is the root for a member of a workspace, and for a module that is replaced by a folder', () => {
    const member = {
      'apps/api/go.mod': mod('go 1.26', 'replace a.example/b => ../../libs/b'),
      'apps/api/main.go': MAIN,
    };
    const replaced = detected(member, { service: 'apps/api' }).found?.facts;
    expect([replaced?.module.context, replaced?.module.neighbours]).toEqual(['.', ['libs/b']]);
    const work = {
      'go.work': 'go 1.26\n\nuse ./apps/api\n',
      'apps/api/go.mod': mod('go 1.26'),
      'apps/api/main.go': MAIN,
    };
    expect(detected(work, { service: 'apps/api' }).found?.facts.module.context).toBe('.');
    const outside = { 'go.mod': mod('replace a.example/b => ../../b'), 'main.go': MAIN };
    expect(detected(outside).found?.facts.module.neighbours).toEqual([]);
  });
});
