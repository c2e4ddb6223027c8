import { describe, expect, it } from 'vitest';
import { registries } from '../../src/stacks/shared/javascript/packages/registries.ts';
import { memoryProject } from '../helpers.ts';

type Files = Readonly<Record<string, string>>;
const NPM = { id: 'npm', version: null } as const;
const YARN = { id: 'yarn', version: '4.18.1' } as const;
const SECRET = 's3cr3t-value';
const HOST = 'registry.example.com';
const variable = (name: string) => `\${${name}}`;

describe('registries', () => {
  it.each([
    ['nothing', {}, [], [], true],
    ['settings only', { '.npmrc': 'save-exact=true\n; comment\n# comment' }, [], [], true],
    ['a registry', { '.npmrc': `registry=https://${HOST}/npm/` }, [HOST], [], true],
    ['a scope', { '.npmrc': `@acme:registry=https://${HOST}/` }, [HOST], [], true],
    ['a port', { '.npmrc': `registry = "https://${HOST}:8443/npm"` }, [`${HOST}:8443`], [], true],
    ['a token', { '.npmrc': `//${HOST}/:_authToken=${SECRET}` }, [HOST], ['.npmrc:1'], false],
    ['a token with blanks', { '.npmrc': `\n  //${HOST}/:_authToken = "${SECRET}"` }, [HOST], ['.npmrc:2'], false],
    ['a password', { '.npmrc': `//${HOST}/:_password=${SECRET}` }, [HOST], ['.npmrc:1'], false],
    ['_auth', { '.npmrc': `_auth=${SECRET}` }, [], ['.npmrc:1'], false],
    ['a user name', { '.npmrc': `//${HOST}/:username=bob` }, [], [], true],
    ['a variable', { '.npmrc': `//${HOST}/:_authToken=${variable('NPM_TOKEN')}` }, [HOST], [], false],
    ['a commented token', { '.npmrc': `# //${HOST}/:_authToken=${SECRET}` }, [], [], true],
    ['an empty token', { '.npmrc': `//${HOST}/:_authToken=` }, [HOST], [], false],
    ['a variable as registry', { '.npmrc': `registry=${variable('REGISTRY')}` }, [], [], false],
    [
      'an address with a password',
      { '.npmrc': `registry=https://bob:${SECRET}@${HOST}/` },
      [HOST],
      ['.npmrc:1'],
      false,
    ],
    ['CRLF', { '.npmrc': `a=b\r\n//${HOST}/:_authToken=${SECRET}\r\n` }, [HOST], ['.npmrc:2'], false],
    ['no address', { '.npmrc': 'registry=not an address' }, [], [], true],
    ['yarn server', { '.yarnrc.yml': `npmRegistryServer: https://${HOST}` }, [HOST], [], true],
    [
      'yarn scope',
      { '.yarnrc.yml': `npmScopes:\n  acme:\n    npmRegistryServer: https://${HOST}\n    npmAuthToken: ${SECRET}\n` },
      [HOST],
      ['.yarnrc.yml:4'],
      true,
    ],
    [
      'yarn registries',
      { '.yarnrc.yml': `npmRegistries:\n  "//${HOST}":\n    npmAuthIdent: bob:${SECRET}\n` },
      [HOST],
      ['.yarnrc.yml:3'],
      true,
    ],
    ['yarn variable', { '.yarnrc.yml': `npmAuthToken: "${variable('T-')}"` }, [], [], true],
    ['bun registry', { 'bunfig.toml': `[install]\nregistry = "https://${HOST}"` }, [HOST], [], true],
    [
      'bun token',
      { 'bunfig.toml': `[install.scopes]\nacme = { url = "https://${HOST}", token = "${SECRET}" }` },
      [HOST],
      ['bunfig.toml:2'],
      true,
    ],
    [
      'bun variable',
      { 'bunfig.toml': `[install.scopes]\nacme = { url = "https://${HOST}", token = "$TOKEN" }` },
      [HOST],
      [],
      true,
    ],
    [
      'a dependency',
      { 'package.json': `{\n"dependencies": {\n"a": "git+https://${SECRET}@git.example.com/a.git"}}` },
      [],
      ['package.json:3'],
      true,
    ],
    [
      'a clean dependency',
      { 'package.json': '{"dependencies":{"a":"git+https://git.example.com/a.git"}}' },
      [],
      [],
      true,
    ],
    ['.env is not read', { '.env': `NPM_TOKEN=${SECRET}` }, [], [], true],
  ])('%s', (_name, files: Files, hosts, tokens, clean) => {
    const found = registries(memoryProject(files), '.', NPM);
    expect(found.private).toEqual(hosts);
    expect(found.tokens.map(({ file, line }) => `${file}:${line}`)).toEqual(tokens);
    expect(found.cleanNpmrc).toBe(clean);
    expect(JSON.stringify(found)).not.toContain(SECRET);
  });

  it.each([
    ['npm', NPM, 'npmrc', '$HOME/.npmrc'],
    ['pnpm', { id: 'pnpm', version: '11.28.10' }, 'npmrc', '$HOME/.npmrc'],
    ['bun', { id: 'bun', version: '1.4.5' }, 'npmrc', '$HOME/.npmrc'],
    ['yarn 1', { id: 'yarn', version: '1.22.22' }, 'npmrc', '$HOME/.npmrc'],
    ['yarn 4', YARN, 'yarnrc', '$HOME/.yarnrc.yml'],
  ] as const)('names the secret of %s', (_name, manager, id, source) => {
    const files = { '.npmrc': `//${HOST}/:_authToken=${variable('T')}` };
    expect(registries(memoryProject(files), '.', manager).secrets).toEqual([
      { id, required: true, for: 'install', source },
    ]);
  });

  it('requires no secret without a private registry, nor one that may be open', () => {
    expect(registries(memoryProject({}), '.', NPM).secrets.map(({ id, required }) => [id, required])).toEqual([
      ['npmrc', false],
    ]);
    const open = registries(memoryProject({ '.npmrc': `registry=https://${HOST}` }), '.', NPM);
    expect(open.secrets.map(({ required }) => required)).toEqual([false]);
  });

  it.each([
    ['a token', { '.npmrc': `//${HOST}/:_authToken=${SECRET}` }, NPM, '.npmrc:1 holds a credential: revoke it'],
    [
      'a variable',
      { '.npmrc': `//${HOST}/:_authToken=${variable('NPM_TOKEN')}` },
      NPM,
      'come from NPM_TOKEN: builds get them by the secret npmrc',
    ],
    ['an unclean file', { '.npmrc': `//${HOST}/:_authToken=${variable('T')}` }, NPM, '.npmrc is kept out of the build'],
    [
      'a strict variable of Yarn',
      { '.yarnrc.yml': `npmAuthToken: "${variable('T')}"` },
      YARN,
      `write ${variable('T-')}`,
    ],
    [
      'SSH',
      { 'package.json': '{"dependencies":{"a":"git+ssh://git@git.example.com/a.git"}}' },
      NPM,
      'fetches a over SSH',
    ],
  ])('notes %s', (_name, files: Files, manager, part) => {
    expect(registries(memoryProject(files), '.', manager).notes.join('\n')).toContain(part);
  });

  it('reads the folder of the service and those above', () => {
    const files = {
      'apps/api/.npmrc': `a=b\n//${HOST}/:_authToken=${SECRET}`,
      '.npmrc': `_auth=${SECRET}`,
      'apps/web/.npmrc': `_auth=${SECRET}`,
    };
    expect(registries(memoryProject(files), 'apps/api', NPM).tokens).toEqual([
      { file: 'apps/api/.npmrc', line: 2 },
      { file: '.npmrc', line: 1 },
    ]);
  });
});
