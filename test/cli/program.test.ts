import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { builtCli, command, everything, folder, program, removeFolders } from './helpers.ts';

const DIGEST = `sha256:${'d'.repeat(64)}`;
let cli = '';
let registry: Server;
let address = '';
let silent = false;

beforeAll(async () => {
  cli = builtCli();
  registry = createServer((_, response) => {
    if (silent) return;
    const type = 'application/vnd.oci.image.index.v1+json';
    response.writeHead(200, { 'content-type': type, 'docker-content-digest': DIGEST, 'content-length': '0' }).end();
  });
  await new Promise<void>((ready) => registry.listen(0, '127.0.0.1', ready));
  address = `http://127.0.0.1:${(registry.address() as AddressInfo).port}`;
}, 120_000);
afterAll(() => {
  registry.closeAllConnections();
  registry.close();
});
afterEach(() => {
  silent = false;
  removeFolders();
});

describe('the program', () => {
  it('hands its exit code to the shell', () => {
    const root = folder();
    expect(program(root, ['--yes', '--offline']).code).toBe(0);
    expect(program(root, ['--yes', '--offline', '--port', 'x']).code).toBe(2);
    expect(program(root, ['.', '--yes', '--offline']).out).toMatch(/^Nothing to change/);
  });

  it.each([
    ['no colours where nobody looks', {}, false],
    ['colours that are forced', { FORCE_COLOR: '1' }, true],
    ['NO_COLOR before FORCE_COLOR', { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
  ])('prints %s', (_, env, coloured) => {
    const { out } = program(folder(), ['--yes', '--offline', '--dry-run'], env);
    expect(out.includes('\u001b[')).toBe(coloured);
  });

  it('does not mind a reader that leaves early', async () => {
    const child = spawn(process.execPath, [cli, '--yes', '--offline', '--json'], { cwd: folder() });
    child.stdout.destroy();
    let err = '';
    child.stderr.on('data', (text) => {
      err += text;
    });
    const code = await new Promise((done) => child.on('close', done));
    expect({ code, broken: /EPIPE|at /.test(err) }).toEqual({ code: 0, broken: false });
  });

  it.skipIf(!existsSync('/dev/full'))(
    'says that its output cannot be written, and calls it neither clean nor findings',
    () => {
      const full = openSync('/dev/full', 'w');
      const { status, stderr } = spawnSync(process.execPath, [cli, 'list', '--json'], {
        stdio: ['ignore', full, 'pipe'],
        encoding: 'utf8',
      });
      closeSync(full);
      expect({ status, stderr }).toEqual({ status: 2, stderr: 'error The output cannot be written (ENOSPC)\n' });
    },
  );

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('writes nothing when %s comes while it waits for a registry', async (signal, exitCode) => {
    silent = true;
    const root = folder();
    const before = everything(root);
    const asked = new Promise<void>((done) => registry.once('request', () => done()));
    const child = spawn(process.execPath, [cli, '--yes', '--mirror', `docker.io=${address}`], { cwd: root });
    let err = '';
    child.stderr.on('data', (text) => {
      err += text;
    });
    const closed = new Promise((done) => child.on('close', done));
    await asked;
    child.kill(signal);
    expect(await closed).toBe(exitCode);
    expect(err).toBe('Cancelled; nothing was written.\n');
    expect(everything(root)).toEqual(before);
  });
});

describe('pins', () => {
  const pinsOf = async (root: string, ...flags: string[]) =>
    JSON.parse((await command(root, '--yes', '--json', ...flags)).out).pins;

  it('come from a mirror, are kept in the lock, and hold without a network', async () => {
    const root = folder();
    const mirror = ['--mirror', `docker.io=${address}`];
    expect((await command(root, '--yes', ...mirror)).code).toBe(0);
    expect((await command(root, '--yes', ...mirror)).out).toMatch(/^Nothing to change/);
    expect((await command(root, '--yes', '--offline')).out).toMatch(/^Nothing to change/);
    expect(await pinsOf(root, '--offline')).toEqual([expect.objectContaining({ digest: DIGEST, source: 'lock' })]);
  });

  it('of the catalogue give way to the registry', async () => {
    const root = folder();
    await command(root, '--yes', '--offline');
    const [pin] = await pinsOf(root, '--mirror', `docker.io=${address}`);
    expect(pin).toMatchObject({ digest: DIGEST, source: 'registry' });
  });

  it('are looked for where --registry says, and the files name that place', async () => {
    const root = folder();
    const host = address.slice('http://'.length);
    const flags = ['--registry', `docker.io=${host}/hub`, '--allow-unpinned', '--offline'];
    const { out } = await command(root, '--yes', '--json', ...flags);
    const plan = JSON.parse(out);
    expect(plan.pins[0].reference).toBe(`${host}/hub/library/node:24-trixie-slim`);
    expect(plan.files[0].text).toContain(`FROM ${host}/hub/library/node:24-trixie-slim`);
    expect(plan.files.find(({ path }: { path: string }) => path === 'secure-dockerfile.json').text).toContain(
      '"registries"',
    );
  });
});
