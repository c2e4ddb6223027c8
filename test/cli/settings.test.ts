import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { stacks } from '../../src/stacks/index.ts';
import { command, everything, folder, removeFolders, SERVICE } from './helpers.ts';

afterEach(removeFolders);

const create = (root: string, ...flags: string[]) => command(root, '--yes', '--offline', '--allow-unpinned', ...flags);
const GO = {
  'api/go.mod': 'module example.com/api\n\ngo 1.26\n',
  'api/cmd/a/main.go': 'package main\n\nfunc main() {}\n',
  'api/cmd/b/main.go': 'package main\n\nfunc main() {}\n',
};
const WEB = { 'web/package.json': '{"scripts":{"start":"node a.js"}}', 'web/a.js': '' };

describe('a setting that nobody takes', () => {
  it.each<[Readonly<Record<string, string>>, string[], string, string]>([
    [
      GO,
      ['--service', 'api', '--set', 'packages=./cmd/a'],
      '--set packages is no setting of Go',
      'Did you mean package?',
    ],
    [
      GO,
      ['--service', 'api', '--set', 'zzzzzzzz=1'],
      '--set zzzzzzzz is no setting of Go',
      'Go takes package, frontend, assets',
    ],
    [SERVICE, ['--set', 'feature=a'], '--set feature is no setting of Node.js', 'Did you mean features?'],
    [SERVICE, ['--set', 'bin=a'], '--set bin is no setting of Node.js', 'Node.js takes no settings.'],
    [
      { ...GO, ...WEB },
      ['--all', '--set', 'package=./cmd/a', '--set', 'jlink=no'],
      '--set jlink is no setting of Go',
      'Go takes',
    ],
  ])('is an error that names the nearest (%#)', async (files, flags, error, hint) => {
    const root = folder(files);
    const before = everything(root);
    const { code, err } = await create(root, ...flags);
    expect(code).toBe(2);
    expect(err).toContain(`error ${error}\n  ${hint}`);
    expect(err).toContain('list --stacks says what each of them is for.');
    expect(everything(root)).toEqual(before);
  });

  it('is one in what was saved, too', async () => {
    const root = folder();
    await create(root);
    writeFileSync(join(root, 'secure-dockerfile.json'), '{ "stack": "node", "set": { "artefact": "dist" } }\n');
    const { code, err } = await create(root);
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining('Did you mean artefacts?') });
  });

  it('is none where one service of several takes it', async () => {
    const root = folder({ ...GO, ...WEB });
    expect((await create(root, '--all', '--set', 'package=./cmd/b')).code).toBe(0);
    expect(readFileSync(join(root, 'api/Dockerfile'), 'utf8')).toContain('./cmd/b');
  });
});

describe('list --stacks', () => {
  it('has them with what they say and what holds else', async () => {
    const { out } = await command('list', '--stacks');
    expect(out).toMatch(/^rust {2}Rust\n(?: .*\n)* {2}--set bin=… +the program to build \(else the only one; asked/m);
    const { stacks: data } = JSON.parse((await command('list', '--stacks', '--json')).out);
    const settings = data.find(({ id }: { id: string }) => id === 'php').settings;
    expect(settings).toContainEqual({ key: 'fpm', says: expect.stringMatching(/nginx/), usual: '127.0.0.1:9000' });
  });

  const below = readdirSync('src/stacks', { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
  const texts = below.map(
    (path) => [path.replaceAll('\\', '/'), readFileSync(join('src/stacks', path), 'utf8')] as const,
  );
  const read = texts.flatMap(([path, text]) =>
    [...text.matchAll(/\bset\??\.?\[(\w+)\]|--set \$\{(\w+)\}/g)].map(
      (match) => [path, match[1] ?? match[2] ?? ''] as const,
    ),
  );

  it.each([...new Map(read.map(([path, name]) => [`${path} ${name}`, [path, name] as const])).values()])(
    'has what %s reads as %s',
    (path, name) => {
      const value = new RegExp(`const ${name} = '(\\w+)'`);
      const [home = ''] = path.split('/');
      const key = texts
        .filter(([other]) => other.startsWith(`${home}/`))
        .map(([, text]) => value.exec(text)?.[1])
        .find(Boolean);
      const owners = stacks.filter(({ settings = [] }) => settings.some((setting) => setting.key === key));
      expect(key).toBeDefined();
      expect(owners).not.toEqual([]);
      // a front end is built by Node for the services of others
      if (stacks.some(({ id }) => id === home) && !path.includes('front-end/'))
        expect(owners.map(({ id }) => id)).toContain(home);
    },
  );
});
