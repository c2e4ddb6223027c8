import { describe, expect, it, test } from 'vitest';
import type { Given } from '../../src/core/answers.ts';
import { detect } from '../../src/core/detect.ts';
import { detectDeno } from '../../src/stacks/deno/detect.ts';
import { stacks } from '../../src/stacks/index.ts';
import { around } from '../around.ts';
import { memoryProject } from '../helpers.ts';

type Files = Readonly<Record<string, string>>;

const SERVER = "Deno.serve({ port: 8080 }, () => new Response('ok'));\n";
const started = (command: string, more: object = {}): Files => ({
  'deno.json': JSON.stringify({ tasks: { start: command }, ...more }),
  'main.ts': SERVER,
});
const tasks = (all: Readonly<Record<string, unknown>>): Files => ({
  'deno.json': JSON.stringify({ tasks: all }),
  'main.ts': SERVER,
});
const LOCK = JSON.stringify({ version: '5' });

function detected(files: Files, given: Given = {}) {
  const project = memoryProject(files);
  const found = detectDeno(project, given, around('deno', project, given));
  const from = (what: string) => found?.detected.find((one) => one.what === what)?.from;
  return { found, facts: found?.facts, answers: found?.answers, from, notes: found?.notes ?? [] };
}

describe('whose folder it is', () => {
  const npm = (start: string) => ({ 'package.json': JSON.stringify({ scripts: { start } }), 'server.js': '' });

  test.each<[string, Files, string | undefined]>([
    ['a deno.json', { 'deno.json': '{}' }, 'deno'],
    ['a deno.jsonc', { 'deno.jsonc': '// ours\n{}' }, 'deno'],
    ['a program that only Deno runs', { 'main.ts': SERVER }, 'deno'],
    ['an import from JSR', { 'src/main.ts': 'import { serve } from "jsr:@x/y@1";\n' }, 'deno'],
    [
      'a package.json and a task of Deno',
      { ...npm('node server.js'), ...tasks({ start: 'deno run -N main.ts' }) },
      'deno',
    ],
    ['a package.json whose script runs Deno', npm('deno run -N server.js'), 'deno'],
    ['a package.json and a deno.lock', { ...npm('x'), 'deno.lock': LOCK, 'main.ts': SERVER }, 'deno'],
    [
      'a package.json and a deno.json for the linter',
      { ...npm('node server.js'), 'deno.json': '{"lint": {}}' },
      'node',
    ],
    ['a package.json that npm locks', { ...npm('x'), 'package-lock.json': '{}', 'deno.lock': LOCK }, 'node'],
    ['a package.json alone', npm('node server.js'), 'node'],
    ['a go.mod and a deno.json without a program', { 'go.mod': 'module x\n', 'main.go': '', 'deno.json': '{}' }, 'go'],
    [
      'a go.mod and a deno.json with a task',
      { 'go.mod': 'module x\n', ...tasks({ start: 'deno run -N main.ts' }) },
      'deno',
    ],
    ['a TypeScript file like any other', { 'main.ts': 'export const x = 1;\n' }, undefined],
  ])('%s', (_, files, stack) => {
    const find = () => detect(memoryProject(files), stacks, {}).stack.id;
    if (stack === undefined) expect(find).toThrow(/Found nothing to build/);
    else expect(find()).toBe(stack);
  });

  it('is a package’s of npm below a configuration of Deno', () => {
    const files = {
      ...tasks({ start: 'deno run -N main.ts' }),
      'web/package.json': '{"scripts": {"start": "node x.js"}}',
    };
    expect(detected(files, { service: 'web' }).found).toBeUndefined();
  });

  it('is no service where nothing starts', () => {
    expect(
      detected({ 'deno.json': '{"exports": "./mod.ts"}', 'mod.ts': 'export const x = 1;' }).answers?.start,
    ).toBeUndefined();
  });
});

describe('the Deno version', () => {
  const engines = (value: string) => ({ 'package.json': JSON.stringify({ engines: { deno: value } }) });

  test.each<[string, Files, string, string]>([
    ['nothing', {}, '2.9.6', 'default'],
    ['.dvmrc', { '.dvmrc': '2.8.1\n' }, '2.8.1', '.dvmrc'],
    ['.dvmrc with a v', { '.dvmrc': 'v2.8.1' }, '2.8.1', '.dvmrc'],
    ['.deno-version', { '.deno-version': '2.9.0\n' }, '2.9.0', '.deno-version'],
    ['.dvmrc before the others', { '.dvmrc': '2.9.1', '.tool-versions': 'deno 2.8.0\n' }, '2.9.1', '.dvmrc'],
    ['asdf', { '.tool-versions': 'nodejs 24\ndeno 2.9.2\n' }, '2.9.2', '.tool-versions:2'],
    ['mise', { 'mise.toml': '[tools]\ndeno = "2.9"\n' }, '2.9.6', 'mise.toml tools.deno'],
    ['mise with latest', { 'mise.toml': '[tools]\ndeno = "latest"\n' }, '2.9.6', 'mise.toml tools.deno'],
    ['engines with a range', engines('^2.4'), '2.9.6', 'package.json engines.deno'],
    ['engines with a tilde', engines('~2.7.1'), '2.7.14', 'package.json engines.deno'],
    ['engines with a line', engines('2.8.x'), '2.8.3', 'package.json engines.deno'],
    ['a major', { '.dvmrc': '2' }, '2.9.6', '.dvmrc'],
    ['stable', { '.dvmrc': 'stable' }, '2.9.6', '.dvmrc'],
    ['a version of Deno 1', { '.dvmrc': '1.46.3' }, '2.9.6', '.dvmrc'],
    ['a range of Deno 1', { '.dvmrc': '~1.40' }, '2.9.6', '.dvmrc'],
    ['a newer one', { '.dvmrc': '2.12.0' }, '2.12.0', '.dvmrc'],
    ['what is no version', { '.dvmrc': 'banana' }, '2.9.6', 'default'],
    [
      'devEngines',
      { 'package.json': JSON.stringify({ devEngines: { runtime: { name: 'deno', version: '2.8.2' } } }) },
      '2.8.2',
      'package.json devEngines.runtime',
    ],
  ])('%s', (_, files, version, source) => {
    const { answers, from } = detected({ ...started('deno run -N main.ts'), ...files });
    expect([answers?.runtimeVersion, from('runtimeVersion')]).toEqual([version, source]);
  });

  test.each<[string, string | RegExp | undefined]>([
    ['2.9.3', undefined],
    ['2.7', /asks for Deno "2\.7": only 2\.9, the newest line, still gets fixes/],
    ['1.46.3', '.dvmrc asks for Deno "1.46.3", which gets no fixes any more: Deno 2.9.6 is used.'],
    ['2.12.0', '.dvmrc asks for Deno 2.12.0, which this tool does not know yet.'],
    ['banana', '.dvmrc asks for Deno "banana", which is not a version; it is left out.'],
  ])('says of %s what is to be known', (asked, note) => {
    const { notes } = detected({ ...started('deno run -N main.ts'), '.dvmrc': asked });
    expect(notes).toEqual(note === undefined ? [] : [note instanceof RegExp ? expect.stringMatching(note) : note]);
  });

  it('is whole where it is given, as tags of images are', () => {
    expect(detected(started('deno run -N main.ts'), { runtimeVersion: '2.9.1' }).answers?.runtimeVersion).toBe('2.9.1');
    expect(() => detected(started('deno run -N main.ts'), { runtimeVersion: '2' })).toThrow(/names no image of Deno/);
  });
});

describe('the start', () => {
  test.each<[string, Files, string, string]>([
    ['a task', started('deno run -N main.ts'), 'deno run -N main.ts', 'deno.json tasks.start'],
    [
      'a task with a description',
      tasks({ start: { description: 'x', command: 'deno run -N main.ts' } }),
      'deno run -N main.ts',
      'deno.json tasks.start',
    ],
    ['deno serve', started('deno serve -R main.ts'), 'deno serve -R main.ts', 'deno.json tasks.start'],
    ['no subcommand', started('deno -A main.ts'), 'deno run -A main.ts', 'deno.json tasks.start'],
    ['a file alone', started('deno main.ts'), 'deno run main.ts', 'deno.json tasks.start'],
    [
      'a task that calls another',
      tasks({ start: 'deno task up', up: 'deno run -N main.ts' }),
      'deno run -N main.ts',
      'deno.json tasks.start',
    ],
    [
      'words that are handed on',
      tasks({ start: 'deno task up --quiet-start', up: 'deno run -N main.ts' }),
      'deno run -N main.ts --quiet-start',
      'deno.json tasks.start',
    ],
    [
      'the task for development, without watching',
      tasks({ dev: 'deno run --watch --allow-net=:8080 main.ts' }),
      'deno run --allow-net=:8080 main.ts',
      'deno.json tasks.dev',
    ],
    [
      'start before dev',
      tasks({ dev: 'deno run --watch -A main.ts', start: 'deno run -N main.ts' }),
      'deno run -N main.ts',
      'deno.json tasks.start',
    ],
    [
      'a preview where start watches',
      tasks({ start: 'deno run -A --watch=static/ dev.ts', preview: 'deno run -A main.ts' }),
      'deno run -A main.ts',
      'deno.json tasks.preview',
    ],
    [
      'a script of package.json',
      { 'package.json': '{"scripts": {"start": "deno run -N main.ts"}}', 'main.ts': SERVER },
      'deno run -N main.ts',
      'package.json scripts.start',
    ],
    [
      'a task before a script',
      { ...started('deno run -N main.ts'), 'package.json': '{"scripts": {"start": "node x.js"}}' },
      'deno run -N main.ts',
      'deno.json tasks.start',
    ],
    [
      'a program of npm',
      started('deno run -A npm:serve@14 dist'),
      'deno run -A npm:serve@14 dist',
      'deno.json tasks.start',
    ],
    [
      'a program of JSR',
      started('deno run -NR jsr:@std/http@1/file-server'),
      'deno run -NR jsr:@std/http@1/file-server',
      'deno.json tasks.start',
    ],
    ['main.ts', { 'deno.json': '{}', 'main.ts': SERVER }, 'deno run --allow-net main.ts', 'main.ts'],
    [
      'server.ts in src',
      { 'deno.json': '{}', 'src/server.ts': SERVER },
      'deno run --allow-net src/server.ts',
      'src/server.ts',
    ],
    [
      'main before index',
      { 'deno.json': '{}', 'index.ts': SERVER, 'main.ts': SERVER },
      'deno run --allow-net main.ts',
      'main.ts',
    ],
    [
      'a default export that answers',
      { 'deno.json': '{}', 'main.ts': 'export default { fetch() {} };' },
      'deno serve main.ts',
      'main.ts',
    ],
    [
      'a script that only reads',
      { 'deno.json': '{}', 'main.ts': 'await Deno.readTextFile("x")' },
      'deno run --allow-read main.ts',
      'main.ts',
    ],
    [
      'what the sources use',
      { 'deno.json': '{}', 'main.ts': `${SERVER}Deno.env.get("A"); await Deno.stat("x")` },
      'deno run --allow-net --allow-env --allow-read main.ts',
      'main.ts',
    ],
    [
      'a permission set',
      { 'deno.json': '{"permissions": {"default": {"net": true}}}', 'main.ts': SERVER },
      'deno run -P main.ts',
      'main.ts',
    ],
    [
      'a task that is not Deno’s',
      { ...started('vite preview'), 'main.ts': SERVER },
      'deno run --allow-net main.ts',
      'main.ts',
    ],
  ])('%s', (_, files, start, source) => {
    const { answers, from } = detected(files);
    expect([answers?.start?.join(' '), from('start')]).toEqual([start, source]);
  });

  test.each([
    ['--watch', '--watch-hmr', '--inspect=0.0.0.0:9229', '--no-clear-screen', '--watch-exclude=x', '--open'],
    ['--reload', '-r', '--frozen', '--cached-only', '--no-lock', '--check', '--no-prompt', '--node-modules-dir=auto'],
    ['--lock=x.lock', '--vendor', '--allow-scripts=npm:x', '--env-file', '--env-file=.env.local', '--coverage=cov'],
  ])('leaves out %s', (...options) => {
    for (const option of options)
      expect(detected(started(`deno run ${option} -N main.ts`)).answers?.start).toEqual([
        'deno',
        'run',
        '-N',
        'main.ts',
      ]);
  });

  test.each([
    '-A',
    '-NRE',
    '-N=example.com:443',
    '--allow-net=0.0.0.0:8080,db.example.com',
    '--allow-env=PORT,DB_*',
    '--allow-read=./static',
    '--deny-net=169.254.169.254',
    '--allow-run=git',
    '--allow-ffi',
    '--allow-sys=hostname',
    '--allow-import=example.com',
    '-P',
    '-P=web',
    '--unstable-kv',
    '--import-map map.json',
    '--no-remote',
    '-c other.json',
    '--location http://example.com/',
    '--v8-flags=--max-old-space-size=256',
  ])('keeps %s to the letter', (option) => {
    const words = ['deno', 'run', ...option.split(' '), 'main.ts'];
    const { answers } = detected(started(words.join(' ')));
    // a pattern is for a shell, which no container has
    expect(answers?.start).toEqual(option.includes('*') ? ['deno', 'run', '--allow-net', 'main.ts'] : words);
  });

  it('takes the reload out of letters in one word', () => {
    expect(detected(started('deno run -Ar main.ts')).answers?.start).toEqual(['deno', 'run', '-A', 'main.ts']);
  });

  test.each<[string, RegExp]>([
    ['deno run -A main.ts', /runs with every permission \(-A\)/],
    ['deno run --allow-all main.ts', /runs with every permission/],
    ['deno run --env-file -N main.ts', /reads variables from a file/],
    ['deno run --unsafely-ignore-certificate-errors -N main.ts', /switches the check of certificates off/],
    ['deno run -N setup.ts && deno run -N main.ts', /runs "deno run -N setup\.ts" first; the container does not/],
    ['DATABASE_URL=postgres://u:p@h/d deno run -N main.ts', /sets DATABASE_URL; it is left out of the image/],
    ['deno serve --host 127.0.0.1 main.ts', /listens on 127\.0\.0\.1, which nothing outside the container can reach/],
  ])('%s is said to be so', (command, note) => {
    expect(detected(started(command)).notes).toEqual([expect.stringMatching(note)]);
  });

  test.each<[string, string]>([
    ['deno run -N main.ts || true', 'it has a fallback command (||)'],
    ['deno run -N main.ts & deno run -N worker.ts', 'it starts several programs at once'],
    ['deno run -N $(cat entry)', 'it runs a shell substitution'],
    ['deno task nowhere', 'there is no task "nowhere"'],
    ['deno task start', 'its tasks call each other in a circle'],
    ['deno task --cwd web start', 'it runs a task of another folder'],
    ['deno test', 'deno test starts no program'],
    ['deno compile main.ts', 'deno compile starts no program'],
    ['deno run -N', 'it names no module to run'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a shell's variable
    ['deno run -N $ENTRY', '"${ENTRY}" needs a shell'],
    ['vite preview', '"vite" is not Deno'],
    ['cd ../other && deno run -N main.ts', 'it leaves the folder of the service'],
  ])('%s is no start, because %s', (command, reason) => {
    const { notes } = detected({ ...tasks({ start: command, web: 'deno run -N main.ts' }) });
    expect(notes).toEqual([`deno.json tasks.start is not taken as the start: ${reason}.`]);
  });

  it('fills the port of the host in, as a shell would', () => {
    expect(detected(started('deno serve --port $PORT main.ts')).answers?.start).toEqual(
      'deno serve --port 8000 main.ts'.split(' '),
    );
  });

  it('keeps the variables that a task sets, and the folder that it changes to', () => {
    const { facts } = detected({ ...started('cd server && LEVEL=debug deno run -N main.ts') });
    expect([facts?.environment, facts?.home]).toEqual([{ LEVEL: 'debug' }, 'server']);
  });
});

describe('the port', () => {
  const run = (text: string, more: Files = {}) => ({ ...started('deno run -A main.ts'), 'main.ts': text, ...more });

  test.each<[string, Files, number | null, string]>([
    ['Deno.serve with a port', run('Deno.serve({ port: 8123 }, h)'), 8123, 'main.ts:1'],
    ['Deno.serve without one', run('Deno.serve(h)'), 8000, 'default'],
    [
      'a variable with a default',
      run('Deno.serve({ port: Number(Deno.env.get("PORT") ?? 3001) }, h)'),
      3001,
      'main.ts:1',
    ],
    ['Oak', run('await app.listen({ port: 4001 })'), 4001, 'main.ts:1'],
    ['express', run('app.listen(4002)'), 4002, 'main.ts:1'],
    ['a constant', run('const port = 4003;\nDeno.serve({ port }, h)'), 4003, 'main.ts:1'],
    ['deno serve', started('deno serve main.ts'), 8000, 'default'],
    ['deno serve with a port', started('deno serve --port 9001 main.ts'), 9001, 'deno.json tasks.start'],
    ['deno serve with a port in one word', started('deno serve --port=9002 main.ts'), 9002, 'deno.json tasks.start'],
    [
      'an example of the environment',
      run('Deno.serve({ port }, h)', { '.env.example': 'PORT=7001\n' }),
      7001,
      '.env.example:1',
    ],
    [
      'fly.toml',
      run('Deno.serve({ port }, h)', { 'fly.toml': '[http_service]\ninternal_port = 7002\n' }),
      7002,
      'fly.toml internal_port',
    ],
    ['a comment', run('// Deno.serve({ port: 1234 })\nDeno.serve(h)'), 8000, 'default'],
    ['a worker', run('setInterval(work, 1000)'), null, 'the sources, which listen nowhere'],
    [
      'a framework that listens by itself',
      {
        ...run('await start(manifest)'),
        'deno.json':
          '{"tasks": {"start": "deno run -A main.ts"}, "imports": {"$fresh/": "https://deno.land/x/fresh@1.7.3/"}}',
      },
      8000,
      'default',
    ],
  ])('%s', (_, files, port, source) => {
    const { answers, from } = detected(files);
    expect([answers?.port, from('port')]).toEqual([port, source]);
  });

  it('that is given goes into the option of deno serve', () => {
    const start = (command: string) => detected(started(command), { port: 9009 }).answers?.start?.join(' ');
    expect(start('deno serve main.ts')).toBe('deno serve --port 9009 main.ts');
    expect(start('deno serve --port 9001 -R main.ts')).toBe('deno serve -R --port 9009 main.ts');
    expect(start('deno serve --port=9001 main.ts')).toBe('deno serve --port 9009 main.ts');
    expect(start('deno run -N main.ts')).toBe('deno run -N main.ts');
  });

  test.each<[string, string, string | null]>([
    ['a path of its own', 'if (url.pathname === "/healthz") ok();', '/healthz'],
    ['Hono', "app.get('/health', ok)", '/health'],
    ['none', '', '/'],
  ])('has a health route: %s', (_, line, path) => {
    expect(detected(run(`Deno.serve(h);\n${line}`)).answers?.healthcheck).toBe(path);
  });
});

describe('the framework', () => {
  const imports = (specifier: string) => started('deno run -A main.ts', { imports: { x: specifier } });

  test.each<[string, Files, string | null, string | undefined]>([
    ['Fresh 2', imports('jsr:@fresh/core@^2.0.0'), 'fresh', 'deno.json imports'],
    ['Fresh 1', imports('https://deno.land/x/fresh@1.7.3/'), 'fresh', 'deno.json imports'],
    ['Hono from JSR', imports('jsr:@hono/hono@4'), 'hono', 'deno.json imports'],
    ['Hono from npm', imports('npm:hono@4'), 'hono', 'deno.json imports'],
    ['Oak from JSR', imports('jsr:@oak/oak@17'), 'oak', 'deno.json imports'],
    ['Oak by its address', imports('https://deno.land/x/oak@v17.1.4/mod.ts'), 'oak', 'deno.json imports'],
    [
      'express',
      { ...started('deno run -A main.ts'), 'package.json': '{"dependencies": {"express": "5"}}' },
      'express',
      'package.json dependencies',
    ],
    [
      'an import map',
      {
        ...started('deno run -A main.ts', { importMap: 'map.json' }),
        'map.json': '{"imports": {"hono": "npm:hono@4"}}',
      },
      'hono',
      'deno.json imports',
    ],
    ['none', started('deno run -A main.ts'), null, undefined],
  ])('%s', (_, files, id, source) => {
    const { answers, from } = detected(files);
    expect([answers?.framework, from('framework')]).toEqual([id, source]);
  });
});

describe('the lock file', () => {
  const lock = (more: object) => ({ 'deno.lock': JSON.stringify({ version: '5', ...more }) });
  const declared = {
    specifiers: { 'npm:hono@4': '4.1.0' },
    npm: { 'hono@4.1.0': {} },
    workspace: { dependencies: ['npm:hono@4'] },
  };

  test.each<[string, object, boolean]>([
    ['nothing', {}, true],
    ['what deno.json declares', declared, true],
    ['what package.json declares', { ...declared, workspace: { packageJson: { dependencies: ['npm:hono@4'] } } }, true],
    [
      'what a member declares',
      { ...declared, workspace: { members: { api: { dependencies: ['npm:hono@4'] } } } },
      true,
    ],
    [
      'what a package of JSR depends on',
      {
        specifiers: { 'jsr:@a/b@1': '1.0.0', 'jsr:@a/c@^1': '1.0.0' },
        jsr: { '@a/b@1.0.0': { dependencies: ['jsr:@a/c'] } },
        workspace: { dependencies: ['jsr:@a/b@1'] },
      },
      true,
    ],
    [
      'a package that the sources name',
      { ...declared, specifiers: { 'npm:hono@4': '4.1.0', 'npm:ms@2': '2.1.3' } },
      false,
    ],
    ['an address', { ...declared, remote: { 'https://deno.land/x/oak@v17.1.4/mod.ts': 'x' } }, false],
    ['an address that leads on', { redirects: { 'https://deno.land/x/oak/mod.ts': 'x' } }, false],
    ['a form that is not known', { ...declared, version: '3' }, false],
  ])('%s: a later step needs no network: %s', (_, more, offline) => {
    expect(detected({ ...started('deno run -N main.ts'), ...lock(more) }).facts?.lock?.declared).toBe(offline);
  });

  it('may have another name, and may be turned off', () => {
    const named = detected({ ...started('deno run -N main.ts', { lock: 'my.lock' }), 'my.lock': LOCK });
    expect([named.facts?.lock?.path, named.from('lock')]).toEqual(['my.lock', 'my.lock']);
    const inside = detected({
      ...started('deno run -N main.ts', { lock: { path: 'x.lock', frozen: true } }),
      'x.lock': LOCK,
    });
    expect(inside.facts?.lock?.path).toBe('x.lock');
    const off = detected({
      ...started('deno run -N main.ts', { lock: false, imports: { h: 'npm:hono@4' } }),
      'deno.lock': LOCK,
    });
    expect([off.facts?.lock, off.notes]).toEqual([null, [expect.stringMatching(/deno\.json turns the lock file off/)]]);
    expect(
      detected({ ...started('deno run -N main.ts', { lock: '../x.lock' }), 'deno.lock': LOCK }).facts?.lock,
    ).toBeNull();
  });

  it('is missed where something is fetched', () => {
    const missed =
      'There is no deno.lock, so nothing holds the modules to what you tested: run deno install and commit what it writes.';
    expect(detected(started('deno run -N main.ts', { imports: { h: 'npm:hono@4' } })).notes).toEqual([missed]);
    expect(detected({ ...started('deno run -N main.ts'), 'main.ts': `import "jsr:@a/b@1";\n${SERVER}` }).notes).toEqual(
      [missed],
    );
    expect(detected(started('deno run -N main.ts')).notes).toEqual([]);
  });

  test.each<[string, object, Files, string]>([
    ['Deno’s cache', {}, {}, 'cache'],
    ['a folder, by hand', { nodeModulesDir: 'manual' }, {}, 'manual'],
    ['a folder, by itself', { nodeModulesDir: 'auto' }, {}, 'auto'],
    ['a folder of old', { nodeModulesDir: true }, {}, 'auto'],
    ['none', { nodeModulesDir: 'none' }, { 'package.json': '{}' }, 'cache'],
    ['beside a package.json', {}, { 'package.json': '{}' }, 'manual'],
    ['vendored', { vendor: true }, {}, 'auto'],
  ])('packages of npm lie in %s', (_, settings, files, modules) => {
    const imports = { h: 'npm:hono@4' };
    expect(detected({ ...started('deno run -N main.ts', { imports, ...settings }), ...files }).facts?.modules).toBe(
      modules,
    );
  });
});

describe('what the build reads', () => {
  const member: Files = {
    'deno.json': JSON.stringify({ workspace: ['./api', './libs/*'] }),
    'deno.lock': LOCK,
    'api/deno.json': JSON.stringify({ tasks: { start: 'deno run -N main.ts' }, imports: { h: 'npm:hono@4' } }),
    'api/main.ts': SERVER,
    'libs/a/deno.json': '{}',
    'libs/a/mod.ts': '',
    'libs/not-one/x.ts': '',
  };

  it('is the root of the workspace that a service is a member of', () => {
    const { facts } = detected(member, { service: 'api' });
    expect([facts?.context, facts?.folder, facts?.home]).toEqual(['.', 'api', 'api']);
    expect(facts?.manifests).toEqual(['deno.json', 'api/deno.json', 'libs/a/deno.json', 'deno.lock']);
  });

  it('is the same for a workspace that names its members in an object', () => {
    const files = { ...member, 'deno.json': JSON.stringify({ workspace: { members: ['api'] } }) };
    expect(detected(files, { service: 'api' }).facts?.manifests).toEqual(['deno.json', 'api/deno.json', 'deno.lock']);
  });

  it('is the service’s own folder where no workspace has it', () => {
    const files = { ...member, 'deno.json': '{}' };
    expect(detected(files, { service: 'api' }).facts?.context).toBe('api');
  });

  it('is the folder of a configuration above, for a program without its own', () => {
    const files = { 'deno.json': '{"imports": {"h": "npm:hono@4"}}', 'deno.lock': LOCK, 'jobs/main.ts': SERVER };
    const { facts, answers } = detected(files, { service: 'jobs' });
    expect([facts?.context, facts?.folder, answers?.start?.at(-1)]).toEqual(['.', 'jobs', 'main.ts']);
    expect(facts?.manifests).toEqual(['deno.json', 'deno.lock']);
  });

  it('has the credentials of npm where there are packages of npm', () => {
    const npm = started('deno run -N main.ts', { imports: { h: 'npm:hono@4' } });
    expect(detected(npm).found?.secrets.map(({ id }) => id)).toEqual(['npmrc']);
    expect(detected(started('deno run -N main.ts', { imports: { h: 'jsr:@a/b@1' } })).found?.secrets).toEqual([]);
    const clean = { ...npm, 'deno.lock': LOCK, '.npmrc': '@acme:registry=https://npm.example.com/\n' };
    expect(detected(clean).facts?.manifests).toContain('.npmrc');
    const open = { ...npm, 'deno.lock': LOCK, '.npmrc': '//npm.example.com/:_authToken=abc\n' };
    expect([detected(open).facts?.manifests, detected(open).facts?.keptOut]).toEqual([
      ['deno.json', 'deno.lock'],
      ['.npmrc'],
    ]);
    expect(detected(open).notes[0]).toMatch(/^\.npmrc:1 holds a credential/);
  });
});

describe('the build', () => {
  test.each<[string, string, string | null]>([
    ['vite', 'vite build', 'build'],
    ['a script', 'deno run -A build.ts', 'build'],
    ['a program of its own, which is not what the image runs', 'deno compile -A main.ts', null],
  ])('%s', (_, command, build) => {
    expect(detected(tasks({ start: 'deno run -N main.ts', build: command })).answers?.build).toBe(build);
  });
});

describe('what is stored', () => {
  test.each<[string, boolean]>([
    ['await Deno.openKv()', true],
    ['localStorage.setItem("a", "b")', true],
    ['await caches.open("v1")', true],
    ['await Deno.openKv("/data/kv.sqlite3")', false],
    ['page.localStorage.x', false],
  ])('%s is below DENO_DIR: %s', (text, noted) => {
    const { notes } = detected({ ...started('deno run -N main.ts'), 'main.ts': text });
    expect(notes.some((note) => /stores data below DENO_DIR/.test(note))).toBe(noted);
  });
});
