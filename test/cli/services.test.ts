import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { bakeFile } from '../../src/core/bake.ts';
import { render } from '../../src/core/render.ts';
import { loadTemplates } from '../../src/io/templates.ts';
import { command, everything, folder, removeFolders, SERVICE } from './helpers.ts';

afterEach(removeFolders);

const member = (name: string, port: number, above = 'apps') => ({
  [`${above}/${name}/package.json`]: JSON.stringify({
    name,
    scripts: { start: 'node server.js' },
    dependencies: { express: '^5' },
  }),
  [`${above}/${name}/server.js`]: `require('express')().listen(${port});\n`,
});
const WORKSPACE = {
  'package.json': JSON.stringify({ name: 'shop', private: true, workspaces: ['apps/*'] }),
  'package-lock.json': JSON.stringify({
    name: 'shop',
    lockfileVersion: 3,
    packages: { '': { name: 'shop', workspaces: ['apps/*'] } },
  }),
  ...member('api', 3000),
  ...member('web', 4000),
};
const LIBRARY = {
  'apps/money/package.json': JSON.stringify({ name: 'money', main: 'index.js' }),
  'apps/money/index.js': 'exports.cents = (value) => value * 100;\n',
};
const create = (root: string, ...flags: string[]) => command(root, '--yes', '--offline', ...flags);
const json = (root: string, path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'));

describe('several services', () => {
  it('are written one by one, and none takes the files of another away', async () => {
    const root = folder(WORKSPACE);
    expect(await create(root, '--service', './apps/api/', '--port', '8080')).toMatchObject({ code: 0 });
    expect(await create(root, '--service', 'apps/web')).toMatchObject({ code: 0 });
    expect(json(root, 'secure-dockerfile.json').services).toEqual({
      'apps/api': { stack: 'node', base: 'slim', port: 8080 },
      'apps/web': { stack: 'node', base: 'slim' },
    });
    const lock = json(root, 'secure-dockerfile-lock.json');
    expect(Object.keys(lock.services)).toEqual(['apps/api', 'apps/web']);
    const dockerfiles = Object.keys(lock.files).filter((path) => path.endsWith('Dockerfile'));
    expect(dockerfiles).toHaveLength(2);
    for (const path of dockerfiles) expect(readFileSync(join(root, path), 'utf8')).toContain('USER 1000:1000');
  });

  it.each([
    ['all at once', [['--all']], { 'apps/api': 'apps-api', 'services/api': 'services-api' }],
    [
      'one by one',
      [
        ['--service', 'services/api'],
        ['--service', 'apps/api'],
      ],
      { 'apps/api': 'apps-api', 'services/api': 'api' },
    ],
  ])('of one name get each its own files, %s', async (_, runs, names) => {
    const second = member('api', 7000, 'services');
    const workspace = JSON.stringify({ name: 'shop', private: true, workspaces: ['apps/*', 'services/*'] });
    const root = folder({ ...WORKSPACE, ...second, 'package.json': workspace });
    for (const flags of runs) expect(await create(root, ...flags)).toMatchObject({ code: 0 });
    const { services } = json(root, 'secure-dockerfile-lock.json');
    for (const [service, name] of Object.entries(names)) {
      expect(services[service].files).toContain(`${name}.Dockerfile`);
      const dockerfile = readFileSync(join(root, `${name}.Dockerfile`), 'utf8');
      expect(dockerfile).toContain(`docker build -t ${name} -f ${name}.Dockerfile .`);
      expect(dockerfile).toContain(`--workspace=${service}`);
      expect(readFileSync(join(root, 'docker-bake.hcl'), 'utf8')).toContain(`target "${name}"`);
    }
    expect(await create(root)).toMatchObject({ code: 0, out: expect.stringMatching(/^Nothing to change/) });
  });

  it('are all looked after by a run that names none', async () => {
    const root = folder(WORKSPACE);
    await create(root, '--service', 'apps/api');
    await create(root, '--service', 'apps/web');
    const before = everything(root);
    expect(await create(root)).toMatchObject({ code: 0, out: expect.stringMatching(/^Nothing to change/) });
    expect(everything(root)).toEqual(before);
    const { out } = await create(root, '--json');
    expect(JSON.parse(out).services.map(({ path }: { path: string }) => path)).toEqual(['apps/api', 'apps/web']);
  });

  it('are found, all of them, by --all, and none of the libraries', async () => {
    const root = folder({ ...WORKSPACE, ...LIBRARY });
    expect(await create(root, '--all')).toMatchObject({ code: 0, out: expect.stringContaining('docker buildx bake') });
    expect(json(root, 'secure-dockerfile.json')).toMatchObject({
      stack: 'node',
      base: 'slim',
      services: { 'apps/api': {}, 'apps/web': {} },
    });
    expect(Object.keys(json(root, 'secure-dockerfile-lock.json').services)).toEqual(['apps/api', 'apps/web']);
    const before = everything(root);
    for (const flags of [['--all'], []])
      expect(await create(root, ...flags)).toMatchObject({ code: 0, out: expect.stringMatching(/^Nothing to change/) });
    expect(everything(root)).toEqual(before);
  });

  it('are told from a tool, which a command that can be copied takes all the same', async () => {
    const tool = JSON.stringify({ name: 'tool', bin: 'tool.js', scripts: { start: 'node tool.js' } });
    const root = folder({ ...WORKSPACE, 'apps/my tool/package.json': tool, 'apps/my tool/tool.js': 'write();\n' });
    const { err } = await create(root, '--all');
    expect(err).toContain('apps/my tool is left: ');
    expect(err).toContain("--service 'apps/my tool' takes it.");
  });

  it('are built each in its own folder where they are no workspace', async () => {
    const { 'package.json': _, 'package-lock.json': __, ...apart } = WORKSPACE;
    const root = folder(apart);
    expect(await create(root, '--all')).toMatchObject({ code: 0 });
    expect(existsSync(join(root, 'apps/api/Dockerfile'))).toBe(true);
    expect(readFileSync(join(root, 'docker-bake.hcl'), 'utf8')).toMatch(
      /target "api" \{\n {2}context {4}= "apps\/api"\n {2}dockerfile = "Dockerfile"/,
    );
    expect((await command('update', root, '--check', '--offline')).code).toBe(0);
  });

  it('have a bake file that says where the file of a secret usually lies', async () => {
    const root = folder(WORKSPACE);
    await create(root, '--all');
    const bake = readFileSync(join(root, 'docker-bake.hcl'), 'utf8');
    expect(bake).toContain('on any builder: NPMRC=$HOME/.npmrc docker buildx bake.');
    expect(bake).toContain('# the file that holds this secret, as $HOME/.npmrc; none: the build goes without it\n');
  });

  it('are taken as often as --service names one', async () => {
    const root = folder(WORKSPACE);
    await create(root, '--service', 'apps/web', '--service', './apps/api', '--service', 'apps/web');
    expect(Object.keys(json(root, 'secure-dockerfile-lock.json').services)).toEqual(['apps/api', 'apps/web']);
  });

  it('are listed where none is named and nobody can choose', async () => {
    const root = folder(WORKSPACE);
    const before = everything(root);
    expect(await create(root)).toMatchObject({
      code: 2,
      err: expect.stringMatching(
        /There are 2 services here: apps\/api \(Node\.js: .* in package\.json.*\), apps\/web \(Node\.js: .*\)\n.*--all/,
      ),
    });
    expect(everything(root)).toEqual(before);
  });

  it('are told apart by a question that nobody answers', async () => {
    const root = folder(WORKSPACE);
    const { code, err } = await command(root, '--all', '--offline');
    expect(code).toBe(2);
    expect(err).toMatch(
      /^error apps\/api: --\S+ is missing, and there is no terminal.*\n.*--service apps\/api is this/m,
    );
  });

  it('do not take the place of a root that is a service itself', async () => {
    const root = folder({ ...SERVICE, ...member('web', 4000) });
    expect((await create(root)).code).toBe(0);
    expect(Object.keys(json(root, 'secure-dockerfile-lock.json').services)).toEqual(['.']);
  });

  it('need no name when there is only one', async () => {
    const root = folder({ ...WORKSPACE, ...LIBRARY });
    rmSync(join(root, 'apps/web'), { recursive: true });
    expect((await create(root)).code).toBe(0);
    expect(Object.keys(json(root, 'secure-dockerfile-lock.json').services)).toEqual(['apps/api']);
    expect(existsSync(join(root, 'docker-bake.hcl'))).toBe(false);
  });

  it('are one where only documentation and pages lie beside it, which --all takes', async () => {
    const { 'package.json': _, 'package-lock.json': __, ...apart } = WORKSPACE;
    const root = folder({
      ...apart,
      'docs/mkdocs.yml': 'site_name: x\n',
      'docs/docs/index.md': '',
      'landing/index.html': '',
    });
    rmSync(join(root, 'apps/web'), { recursive: true });
    const { code, err } = await create(root, '--dry-run');
    expect(code).toBe(0);
    expect(err).toContain(
      'note docs is left: it is a site beside the service (mkdocs in mkdocs.yml). --service docs takes it.',
    );
    const { out } = await create(root, '--all', '--json', '--allow-unpinned');
    expect(JSON.parse(out).services.map(({ path }: { path: string }) => path)).toEqual(['apps/api', 'docs', 'landing']);
  });

  it('leave tools and libraries out, and say why', async () => {
    const tool = {
      'packages/gen/package.json': '{"bin":"a.js","scripts":{"start":"node a.js"}}',
      'packages/gen/a.js': 'write()',
    };
    const root = folder({ ...WORKSPACE, ...LIBRARY, ...tool });
    const { code, err } = await create(root, '--all', '--dry-run');
    expect(code).toBe(0);
    expect(err).toMatch(
      /^note packages\/gen is left: it starts its own command .*\. --service packages\/gen takes it\.$/m,
    );
    expect(err).toMatch(/^note Nothing in \S+ serves: it is left\.$/m);
    expect((await create(root)).err).toContain('Left: packages/gen; --all says why.');
  });

  it('are said to be missing where there are none', async () => {
    expect(await create(folder({ 'README.md': '' }), '--all')).toMatchObject({
      code: 2,
      err: expect.stringContaining('--all finds no service here'),
    });
  });

  it('are built by one bake file, which goes when a single one is left', async () => {
    const root = folder(WORKSPACE);
    await create(root, '--service', 'apps/api');
    expect(existsSync(join(root, 'docker-bake.hcl'))).toBe(false);
    await create(root, '--service', 'apps/web');
    const bake = readFileSync(join(root, 'docker-bake.hcl'), 'utf8');
    expect(bake).toContain('targets = ["api", "web"]');
    expect(bake).toMatch(/target "api" \{\n {2}context {4}= "\."\n {2}dockerfile = "api\.Dockerfile"/);
    // biome-ignore lint/suspicious/noTemplateCurlyInString: HCL's own
    expect(bake).toContain('secret     = compact([NPMRC == "" ? "" : "id=npmrc,src=${NPMRC}"])');
    writeFileSync(
      join(root, 'secure-dockerfile-lock.json'),
      withoutService(json(root, 'secure-dockerfile-lock.json'), 'apps/web'),
    );
    await create(root, '--service', 'apps/api');
    expect(existsSync(join(root, 'docker-bake.hcl'))).toBe(false);
  });
});

/** A lock in which one service is forgotten. */
function withoutService(lock: { services: Record<string, unknown> }, path: string): string {
  const { [path]: _, ...services } = lock.services;
  return `${JSON.stringify({ ...lock, services }, null, 2)}\n`;
}

describe('a bake file', () => {
  const target = (name: string, context = '.') => ({ name, context, dockerfile: 'Dockerfile', secrets: [] });

  it('tells services of one name apart', () => {
    const [bake] = render([bakeFile([target('api', 'a/api'), target('api', 'b/api')])], loadTemplates());
    expect(bake?.text).toContain('targets = ["api", "api-2"]');
  });

  it('takes no number that another service has in its name', () => {
    const [bake] = render([bakeFile(['api', 'api', 'api-2'].map((name) => target(name)))], loadTemplates());
    expect(bake?.text).toContain('targets = ["api", "api-3", "api-2"]');
  });

  it('names the variable of a secret so that HCL takes it', () => {
    const targets = [{ ...target('a'), secrets: ['1password', '-x'] }, target('b')];
    const [bake] = render([bakeFile(targets)], loadTemplates());
    expect([...(bake?.text.matchAll(/^variable "(.+)"/gm) ?? [])].map(([, name]) => name)).toEqual([
      'SECRET__X',
      'SECRET_1PASSWORD',
    ]);
  });

  it('evaluates nothing of a folder’s name', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a folder of that name
    const [bake] = render([bakeFile([target('a', 'x"${HOME}%{if}\\'), target('b')])], loadTemplates());
    expect(bake?.text).toContain('context    = "x\\"$${HOME}%%{if}\\\\"');
  });
});

describe('a service in the root and another below it', () => {
  const ROOT = {
    ...SERVICE,
    'worker/package.json': SERVICE['package.json'] ?? '',
    'worker/server.js': "require('http').createServer().listen(7000);\n",
  };
  const services = (root: string) => json(root, 'secure-dockerfile.json').services;

  it('keep their answers apart when the root came first', async () => {
    const root = folder(ROOT);
    await create(root, '--port', '8080', '--healthcheck', '/live');
    expect(json(root, 'secure-dockerfile.json')).toMatchObject({ port: 8080, healthcheck: '/live' });
    await create(root, '--service', 'worker', '--stack', 'node');
    const saved = json(root, 'secure-dockerfile.json');
    expect(Object.keys(saved)).toEqual(['$schema', 'version', 'services']);
    expect(saved.services['.']).toMatchObject({ port: 8080, healthcheck: '/live' });
    expect(saved.services.worker).toEqual({ stack: 'node', base: 'slim' });
    expect(json(root, 'secure-dockerfile-lock.json').services.worker.answers.port).toBe(7000);
    const { out } = await create(root, '--json');
    expect(JSON.parse(out).services.map(({ path }: { path: string }) => path)).toEqual(['.', 'worker']);
  });

  it('keep their answers apart when the root came last', async () => {
    const root = folder({ ...ROOT, 'main.py': 'print(1)\n' });
    expect(await create(root, '--service', 'worker', '--port', '9000')).toMatchObject({ code: 0 });
    await create(root, '--service', '.', '--stack', 'python', '--start', 'python main.py', '--port', 'none');
    expect(services(root)).toMatchObject({ worker: { port: 9000 }, '.': { stack: 'python', port: null } });
    expect(json(root, 'secure-dockerfile.json')).not.toHaveProperty('stack');
    expect(await create(root)).toMatchObject({ code: 0, out: expect.stringMatching(/^Nothing to change/) });
  });

  it('is looked after though everything that was decided for it holds for all', async () => {
    const root = folder(WORKSPACE);
    await create(root, '--service', 'apps/api', '--service', 'apps/web');
    const extra = folder({ ...WORKSPACE, ...member('jobs', 5000) });
    await create(extra, '--service', 'apps/api', '--service', 'apps/web');
    await create(extra, '--service', 'apps/jobs');
    expect(services(root)).toEqual({ 'apps/api': {}, 'apps/web': {} });
    expect(services(extra)).toEqual({ 'apps/api': {}, 'apps/web': {}, 'apps/jobs': {} });
  });
});
