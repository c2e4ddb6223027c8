import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { command, everything, folder, removeFolders, SERVICE } from './helpers.ts';

afterEach(removeFolders);

const create = (root: string, ...flags: string[]) => command(root, '--yes', '--offline', ...flags);
const read = (root: string, path: string) => readFileSync(join(root, path), 'utf8');

describe('a file that is not ours', () => {
  const theirs = { ...SERVICE, Dockerfile: 'FROM scratch\n' };

  it('stops a run that can ask nobody, and nothing is written', async () => {
    const root = folder(theirs);
    const before = everything(root);
    const { code, err } = await create(root);
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringMatching(/Dockerfile exists and was not written by this tool/),
    });
    expect(err).toContain('--on-conflict');
    expect(everything(root)).toEqual(before);
  });

  it('is shown as a conflict by --json and --dry-run', async () => {
    const root = folder(theirs);
    const { code, out } = await create(root, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out).files[0]).toMatchObject({ path: 'Dockerfile', action: 'conflict' });
    expect((await create(root, '--dry-run')).code).toBe(1);
  });

  it('is replaced with --on-conflict overwrite, and ours from then on', async () => {
    const root = folder(theirs);
    expect((await create(root, '--on-conflict', 'overwrite')).code).toBe(0);
    expect(read(root, 'Dockerfile')).toContain('USER 1000:1000');
    expect((await create(root)).out).toMatch(/^Nothing to change/);
  });

  it('stays with --on-conflict beside, and the new text is next to it', async () => {
    const root = folder(theirs);
    const { code, out } = await create(root, '--on-conflict', 'beside');
    expect(code).toBe(0);
    expect(out).toContain(
      `Next\ncd ${root}\ndiff Dockerfile Dockerfile.new\nmv Dockerfile.new Dockerfile\ndocker build `,
    );
    expect(read(root, 'Dockerfile')).toBe('FROM scratch\n');
    expect(read(root, 'Dockerfile.new')).toContain('USER 1000:1000');
    const before = everything(root);
    expect((await create(root, '--on-conflict', 'beside')).out).toMatch(/^Nothing to change/);
    expect(everything(root)).toEqual(before);
  });

  it('stays with --on-conflict skip', async () => {
    const root = folder(theirs);
    expect((await create(root, '--on-conflict', 'skip')).code).toBe(0);
    expect(read(root, 'Dockerfile')).toBe('FROM scratch\n');
    expect(read(root, '.dockerignore')).toContain('.git');
  });

  it('is never written through a link', async () => {
    const root = folder({ ...SERVICE, 'elsewhere/Dockerfile': 'FROM scratch\n' });
    symlinkSync('elsewhere/Dockerfile', join(root, 'Dockerfile'));
    const before = everything(root);
    const { code, err } = await create(root, '--on-conflict', 'overwrite');
    expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(/Dockerfile is a link; nothing was written/) });
    expect(everything(root)).toEqual(before);
  });
});

describe('a Dockerfile that is adopted', () => {
  const theirs = [
    'FROM node:24-alpine',
    'WORKDIR /usr/src/app',
    'COPY . .',
    'RUN npm ci',
    'ENV PORT=8080 REGION=eu',
    'EXPOSE 8080',
    'HEALTHCHECK CMD wget -qO- http://localhost:8080/ready || exit 1',
    'CMD ["npm", "start"]',
    '',
  ].join('\n');
  const project = { ...SERVICE, Dockerfile: theirs, '.dockerignore': 'node_modules\ndocs\n!.env\n' };

  it('answers in the place of defaults, and says by which line', async () => {
    const { out } = await create(folder(project), '--json');
    const [service] = JSON.parse(out).services;
    expect(service.answers).toMatchObject({ base: 'alpine', port: 8080, healthcheck: '/ready', runtimeVersion: '24' });
    expect(service.detected).toEqual(
      expect.arrayContaining([
        { what: 'base', value: 'alpine', from: 'Dockerfile:1' },
        { what: 'port', value: '8080', from: 'Dockerfile:5' },
        { what: 'healthcheck', value: '/ready', from: 'Dockerfile:7' },
        { what: 'start', value: 'node server.js', from: 'package.json scripts.start' },
      ]),
    );
    expect(service.notes).toEqual([expect.stringContaining('sets ENV REGION (line 5)')]);
  });

  it('gives way to flags', async () => {
    const { out } = await create(
      folder(project),
      '--json',
      '--port',
      '4000',
      '--base',
      'slim',
      '--healthcheck',
      'none',
    );
    const [{ answers, notes }] = JSON.parse(out).services;
    expect(answers).toMatchObject({ base: 'slim', port: 4000, healthcheck: null });
    expect(notes).toHaveLength(1);
  });

  it('stays answered once it is overwritten: the answers are saved, and nothing is said again', async () => {
    const root = folder(project);
    const { code, out, err } = await create(root, '--on-conflict', 'overwrite');
    expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining('sets ENV REGION (line 5)') });
    expect(out).toContain('1 of its lines kept at the end');
    expect(JSON.parse(read(root, 'secure-dockerfile.json'))).toMatchObject({
      ...{ base: 'alpine', port: 8080, healthcheck: '/ready' },
    });
    expect(read(root, 'Dockerfile')).toContain('EXPOSE 8080');
    expect(read(root, '.dockerignore')).toMatch(/\n# kept from the ignore file that was here before\ndocs\n$/);
    const before = everything(root);
    const again = await create(root);
    expect(again.out).toMatch(/^Nothing to change/);
    expect(again.err).not.toContain('REGION');
    expect(everything(root)).toEqual(before);
  });

  it('is read where it stands beside the service, too', async () => {
    const { 'package.json': manifest = '', 'package-lock.json': lock = '', 'server.js': server = '' } = SERVICE;
    const root = folder({
      ...{ 'apps/api/package.json': manifest, 'apps/api/package-lock.json': lock, 'apps/api/server.js': server },
      'apps/api/Dockerfile': theirs,
    });
    const { code, out } = await create(root, '--service', 'apps/api', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out).services[0].detected).toContainEqual({
      what: 'base',
      value: 'alpine',
      from: 'apps/api/Dockerfile:1',
    });
  });

  it('that is none is no obstacle', async () => {
    const { err } = await create(folder({ ...SERVICE, Dockerfile: 'what is this\n' }), '--on-conflict', 'beside');
    expect(err).toContain('note Dockerfile holds no FROM that could be read; it answers nothing.');
  });
});
